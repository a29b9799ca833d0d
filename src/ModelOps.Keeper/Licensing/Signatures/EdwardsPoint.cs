using System.Numerics;

namespace ModelOps.Keeper.Licensing.Signatures;

/// <summary>A point of edwards25519 in extended homogeneous coordinates (RFC 8032, 5.1.4): x = X/Z, y = Y/Z, x y = T/Z.</summary>
internal readonly record struct EdwardsPoint(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
{
    /// <summary>The length of an encoded point in bytes.</summary>
    public const int EncodedBytes = 32;

    private const byte SignBit = 0x80;

    /// <summary>The neutral element.</summary>
    public static EdwardsPoint Identity { get; } = new(0, 1, 1, 0);

    /// <summary>The base point B, whose y is 4/5 and whose x is even.</summary>
    public static EdwardsPoint Base { get; } = OfY(Curve25519.Reduce(4 * Curve25519.Inverse(5)), isOdd: false)!.Value;

    /// <summary>Whether the point is one of the eight whose order divides 8: a key or commitment that signs nothing.</summary>
    public bool HasSmallOrder => Double().Double().Double().IsIdentity;

    private bool IsIdentity => X.IsZero && Y == Z;

    /// <summary>
    /// Decodes 32 bytes (RFC 8032, 5.1.3); <see langword="null"/> for what is no point and for the second spellings of points: y from p on, and
    /// the sign bit where x is zero.
    /// </summary>
    public static EdwardsPoint? Decode(ReadOnlySpan<byte> encoded)
    {
        Span<byte> bytes = stackalloc byte[EncodedBytes];
        encoded.CopyTo(bytes);
        var isOdd = (bytes[^1] & SignBit) != 0;
        bytes[^1] &= unchecked((byte)~SignBit);
        var y = new BigInteger(bytes, isUnsigned: true);
        return y < Curve25519.P ? OfY(y, isOdd) : null;
    }

    /// <summary>The 32 bytes of the point (RFC 8032, 5.1.2).</summary>
    public byte[] Encode()
    {
        var inverse = Curve25519.Inverse(Z);
        var encoded = new byte[EncodedBytes];
        Curve25519.Reduce(Y * inverse).TryWriteBytes(encoded, out _, isUnsigned: true);
        if (!Curve25519.Reduce(X * inverse).IsEven) encoded[^1] |= SignBit;
        return encoded;
    }

    /// <summary>The sum of two points (RFC 8032, 5.1.4; the formulas hold for all of them).</summary>
    public EdwardsPoint Add(EdwardsPoint other)
    {
        var a = Curve25519.Reduce((Y - X) * (other.Y - other.X));
        var b = Curve25519.Reduce((Y + X) * (other.Y + other.X));
        var c = Curve25519.Reduce(2 * Curve25519.D * Curve25519.Reduce(T * other.T));
        var d = Curve25519.Reduce(2 * Z * other.Z);
        return Of(b - a, d - c, d + c, b + a);
    }

    /// <summary>The point with the opposite x.</summary>
    public EdwardsPoint Negate() => this with { X = Curve25519.Reduce(-X), T = Curve25519.Reduce(-T) };

    /// <summary>
    /// The point added to itself as often as a scalar of at most 256 bits says. Every bit costs the same two operations, but the big integers
    /// below them are not of constant time: sign only on a machine that nobody else measures.
    /// </summary>
    public EdwardsPoint Multiply(BigInteger scalar)
    {
        const int bits = 256;
        var (low, high) = (Identity, this);
        for (var bit = bits - 1; bit >= 0; bit--)
        {
            var sum = low.Add(high);
            (low, high) = ((scalar >> bit).IsEven) ? (low.Double(), sum) : (sum, high.Double());
        }
        return low;
    }

    private EdwardsPoint Double()
    {
        var a = Curve25519.Reduce(X * X);
        var b = Curve25519.Reduce(Y * Y);
        var c = Curve25519.Reduce(2 * Z * Z);
        var h = a + b;
        var g = a - b;
        return Of(h - Curve25519.Reduce((X + Y) * (X + Y)), c + g, g, h);
    }

    // E, F, G, H of both formulas.
    private static EdwardsPoint Of(BigInteger e, BigInteger f, BigInteger g, BigInteger h) =>
        new(Curve25519.Reduce(e * f), Curve25519.Reduce(g * h), Curve25519.Reduce(f * g), Curve25519.Reduce(e * h));

    private static EdwardsPoint? OfY(BigInteger y, bool isOdd)
    {
        var square = Curve25519.Reduce(y * y);
        if (Curve25519.RootOfRatio(square - 1, (Curve25519.D * square) + 1) is not { } x || (x.IsZero && isOdd)) return null;
        if (x.IsEven == isOdd) x = Curve25519.P - x;
        return new(x, y, 1, Curve25519.Reduce(x * y));
    }
}
