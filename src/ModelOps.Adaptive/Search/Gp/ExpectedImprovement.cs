using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Gp;

/// <summary>How much a normal variable is expected to fall below a level (Jones, Schonlau and Welch 1998).</summary>
internal static class ExpectedImprovement
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    // Below, the difference phi + z Phi has lost its digits and the first term of its asymptotic series is used.
    private const double FarBelow = -6;

    /// <summary>The logarithm of the expected improvement.</summary>
    /// <param name="mean">The variable's mean.</param>
    /// <param name="deviation">Its standard deviation, above 0.</param>
    /// <param name="level">The level.</param>
    public static double Log(double mean, double deviation, double level)
    {
        var z = (level - mean) / deviation;
        var logBell = (-0.5 * z * z) - HalfLogTwoPi;
        if (z < FarBelow) return PortableMath.Log(deviation) + logBell - (2 * PortableMath.Log(-z));
        return PortableMath.Log(deviation) + PortableMath.Log(PortableMath.Exp(logBell) + (z * NormalDistribution.Cumulative(z)));
    }
}
