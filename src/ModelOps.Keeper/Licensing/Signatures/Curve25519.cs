using System.Numerics;

namespace ModelOps.Keeper.Licensing.Signatures;

/// <summary>The constants of edwards25519 (RFC 8032, 5.1) and arithmetic modulo its prime.</summary>
internal static class Curve25519
{
    /// <summary>The field's prime, 2^255 - 19.</summary>
    public static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;

    /// <summary>The order of the base point.</summary>
    public static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    /// <summary>The curve's d, -121665/121666.</summary>
    public static readonly BigInteger D = Reduce(-121665 * Inverse(121666));

    private static readonly BigInteger SquareRootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);

    /// <summary>The representative from 0 to p - 1.</summary>
    public static BigInteger Reduce(BigInteger value)
    {
        var rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    /// <summary>1/value by Fermat's little theorem; the value must not be a multiple of p.</summary>
    public static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Reduce(value), P - 2, P);

    /// <summary>A root of u/v (RFC 8032, 5.1.3, step 3), or <see langword="null"/> if it has none.</summary>
    public static BigInteger? RootOfRatio(BigInteger u, BigInteger v)
    {
        var v3 = Reduce(v * v * v);
        var root = Reduce(u * v3 * BigInteger.ModPow(Reduce(u * v3 * v3 * v), (P - 5) / 8, P));
        var square = Reduce(v * root * root);
        if (square == Reduce(u)) return root;
        return square == Reduce(-u) ? Reduce(root * SquareRootOfMinusOne) : null;
    }
}
