namespace ModelOps.Adaptive.Numerics;

/// <summary>
/// Elementary functions from + - * / and square root alone, whose IEEE 754 results are the same bits on every platform, which those of
/// the C library behind <see cref="Math"/> are not. Within 1 unit in the last place (exp, log) of the true value.
/// </summary>
public static class PortableMath
{
    // ln 2 in two parts; the first has 32 significant bits, so its product with an exponent (11 bits) is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double OneOverLn2 = 1.4426950408889634;
    private const double LargestExp = 709.782712893384;
    private const double SmallestExp = -745.1332191019412;

    /// <summary>e^x. Overflows to infinity above 709.78, underflows gradually to 0 below -745.13; NaN for NaN.</summary>
    /// <remarks>
    /// x = k ln 2 + r with |r| at most half of ln 2; e^r by its Taylor series, whose degree 14 is beyond the last place; Muller,
    /// Elementary Functions (3rd ed.), section 11.1 for the reduction in two parts.
    /// </remarks>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x > LargestExp) return double.PositiveInfinity;
        if (x < SmallestExp) return 0;
        var k = Math.Floor((x * OneOverLn2) + 0.5);
        var high = x - (k * Ln2High);
        var low = k * Ln2Low;
        var r = high - low;
        var lost = (high - r) - low;
        var tail = (r * r * ExpSeries(r)) + lost;
        var sum = 1 + r;
        return Scale(sum + (r - (sum - 1) + tail), (int)k);
    }

    /// <summary>The natural logarithm. Minus infinity at 0, NaN below, infinity at infinity.</summary>
    /// <remarks>
    /// x = 2^k (1 + f) with 1 + f from sqrt(1/2) to sqrt(2); with s = f / (2 + f), log(1 + f) = 2 atanh(s) by the odd series of atanh,
    /// summed as f - (f^2/2 - s (f^2/2 + R)) so that the leading term is exact (the arrangement of FreeBSD's msun, e_log.c).
    /// </remarks>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x)) return x;
        var (mantissa, k) = Split(x);
        var f = mantissa - 1;
        var s = f / (2 + f);
        var half = 0.5 * f * f;
        var series = AtanhSeries(s * s);
        return (k * Ln2High) - (half - ((s * (half + series)) + (k * Ln2Low)) - f);
    }

    /// <summary>log(1 + x), accurate near 0. Minus infinity at -1, NaN below.</summary>
    /// <remarks>Kahan's correction of the rounding of 1 + x: Goldberg, What Every Computer Scientist Should Know, theorem 4.</remarks>
    public static double Log1P(double x)
    {
        var rounded = 1 + x;
        if (rounded == 1) return x;
        return double.IsInfinity(rounded) || rounded <= 0 ? Log(rounded) : Log(rounded) * (x / (rounded - 1));
    }

    /// <summary>log of the gamma function of a positive number, within 1e-14 relative to the larger of it and 1; exactly 0 at 1 and 2.</summary>
    /// <remarks>Stirling's series (DLMF 5.11.1) at 8 or more, reached by the recurrence gamma(x + 1) = x gamma(x) (DLMF 5.5.1).</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="x"/> is 0 or negative.</exception>
    public static double LogGamma(double x)
    {
        if (x <= 0) throw new ArgumentOutOfRangeException(nameof(x), x, "The logarithm of gamma is for positive numbers.");
        if (x is 1 or 2) return 0;
        if (double.IsNaN(x) || double.IsPositiveInfinity(x)) return x;
        var product = 1.0;
        while (x < 8) product *= x++;
        var stirling = ((x - 0.5) * Log(x)) - x + HalfLogTwoPi + StirlingSeries(x);
        return product == 1.0 ? stirling : stirling - Log(product);
    }

    /// <summary>log of the sum of exponentials, by the largest term; minus infinity for none. NaN if a term is NaN.</summary>
    public static double LogSumExp(IReadOnlyList<double> terms)
    {
        var largest = double.NegativeInfinity;
        foreach (var term in terms)
        {
            if (double.IsNaN(term)) return term;
            if (term > largest) largest = term;
        }
        if (double.IsInfinity(largest)) return largest;
        var sum = 0.0;
        foreach (var term in terms) sum += Exp(term - largest);
        return largest + Log(sum);
    }

    private const double HalfLogTwoPi = 0.91893853320467274178;

    // (e^r - 1 - r) / r^2.
    private static double ExpSeries(double r)
    {
        var sum = 0.0;
        for (var i = InverseFactorials.Length - 1; i >= 0; i--) sum = (sum * r) + InverseFactorials[i];
        return sum;
    }

    // 2 atanh(s) / s - 2, a series in s^2 without its constant term; s^2 is at most 0.0295.
    private static double AtanhSeries(double square)
    {
        var sum = 0.0;
        for (var odd = 25; odd >= 3; odd -= 2) sum = (sum + (2.0 / odd)) * square;
        return sum;
    }

    // DLMF 5.11.1: the sum of B(2k) / (2k (2k - 1) x^(2k-1)).
    private static double StirlingSeries(double x)
    {
        var inverse = 1 / x;
        var square = inverse * inverse;
        var sum = 0.0;
        for (var i = StirlingTerms.Length - 1; i >= 0; i--) sum = (sum * square) + StirlingTerms[i];
        return sum * inverse;
    }

    // The mantissa from sqrt(1/2) to sqrt(2), and its exponent.
    private static (double Mantissa, int Exponent) Split(double x)
    {
        var shift = 0;
        if (x < SmallestNormal) (x, shift) = (x * TwoTo54, -54);
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
        return mantissa > SquareRootOfTwo ? (mantissa / 2, exponent + 1 + shift) : (mantissa, exponent + shift);
    }

    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984;
    private const double SquareRootOfTwo = 1.4142135623730951;

    // value 2^k for value near 1; two exact factors and one rounding, also into the subnormals.
    private static double Scale(double value, int k) => k switch
    {
        > 1023 => value * 2 * PowerOfTwo(k - 1),
        < -1022 => value * PowerOfTwo(k + 54) * (1 / TwoTo54),
        _ => value * PowerOfTwo(k),
    };

    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);

    private static readonly double[] InverseFactorials =
    [
        1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800,
        1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200,
    ];

    private static readonly double[] StirlingTerms =
    [
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400,
    ];
}
