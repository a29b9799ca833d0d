using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Gp;

/// <summary>The logarithms of a kernel's scales and variances, for observations that are standardised.</summary>
/// <param name="LogScales">Of each coordinate's length scale, in parts of the unit interval.</param>
/// <param name="LogSignal">Of the variance of the function.</param>
/// <param name="LogNoise">Of the variance of an observation around it.</param>
internal sealed record KernelSettings(double[] LogScales, double LogSignal, double LogNoise)
{
    /// <summary>How many numbers there are.</summary>
    public int Count => LogScales.Length + 2;

    /// <summary>
    /// What is assumed before any observation, and the middle of the prior: scales that grow with the root of the dimension, as the
    /// distances between points do (Hvarfner et al., Vanilla Bayesian Optimization Performs Great in High Dimensions, ICML 2024).
    /// </summary>
    public static KernelSettings Prior(int dimensions)
    {
        var scales = new double[dimensions];
        Array.Fill(scales, PortableMath.Log(0.3 * Math.Sqrt(dimensions)));
        return new(scales, 0, PortableMath.Log(1e-3));
    }

    /// <summary>All of them in one array: scales, signal, noise.</summary>
    public double[] ToArray() => [.. LogScales, LogSignal, LogNoise];

    /// <summary>The settings of such an array.</summary>
    public static KernelSettings Of(double[] values) => new(values[..^2], values[^2], values[^1]);
}
