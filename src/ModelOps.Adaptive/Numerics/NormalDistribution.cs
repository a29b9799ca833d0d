namespace ModelOps.Adaptive.Numerics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    // Coefficients of Wichura's algorithm AS 241, PPND16, highest power first: numerators and denominators for the middle, the flanks
    // and the far tails.
    private static readonly double[] MiddleNumerator =
    [
        2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
        1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
    ];

    private static readonly double[] MiddleDenominator =
    [
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0,
    ];

    private static readonly double[] FlankNumerator =
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
        3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0,
    ];

    private static readonly double[] FlankDenominator =
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0,
    ];

    private static readonly double[] TailNumerator =
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0,
    ];

    private static readonly double[] TailDenominator =
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0,
    ];

    private const double LargestTail = 37;
    private const double HartLimit = 7.07106781186547;
    private const double SquareRootOfTwoPi = 2.50662827463100050242;

    private static readonly double[] HartNumerator =
    [
        3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376,
    ];

    private static readonly double[] HartDenominator =
    [
        8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
        793.826512519948, 440.413735824752,
    ];

    /// <summary>The number below which a standard normal variable falls with the given probability, to about 1e-16 relative.</summary>
    /// <remarks>Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution (Applied Statistics 37, 1988).</remarks>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability between 0 and 1, without the ends, was expected.");
        var q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var middle = 0.180625 - (q * q);
            return q * Ratio(MiddleNumerator, MiddleDenominator, middle);
        }
        var r = Math.Sqrt(-PortableMath.Log(q < 0 ? probability : 1 - probability));
        var x = r <= 5 ? Ratio(FlankNumerator, FlankDenominator, r - 1.6) : Ratio(TailNumerator, TailDenominator, r - 5);
        return q < 0 ? -x : x;
    }

    /// <summary>The probability of a standard normal variable below <paramref name="x"/>, to about 1e-15 absolute; 0 and 1 beyond 37.</summary>
    /// <remarks>Hart, Computer Approximations (1968), algorithm 5666, as given by West, Better Approximations to Cumulative Normal Functions (Wilmott, 2005).</remarks>
    public static double Cumulative(double x)
    {
        var size = Math.Abs(x);
        if (size > LargestTail) return x < 0 ? 0 : 1;
        var bell = PortableMath.Exp(-size * size / 2);
        var tail = size < HartLimit ? bell * Ratio(HartNumerator, HartDenominator, size) : bell / Fraction(size) / SquareRootOfTwoPi;
        return x < 0 ? tail : 1 - tail;
    }

    // The continued fraction of Mills' ratio, cut off; size is at least 7.07.
    private static double Fraction(double size)
    {
        var rest = size + 0.65;
        for (var i = 4; i >= 1; i--) rest = size + (i / rest);
        return rest;
    }

    private static double Ratio(double[] numerator, double[] denominator, double x)
    {
        var (above, below) = (0.0, 0.0);
        foreach (var coefficient in numerator) above = (above * x) + coefficient;
        foreach (var coefficient in denominator) below = (below * x) + coefficient;
        return above / below;
    }
}
