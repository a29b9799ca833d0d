using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Gp;

/// <summary>
/// The Matern kernel of smoothness 5/2 with a length scale a parameter (Rasmussen and Williams, Gaussian Processes for Machine Learning,
/// equation 4.17): signal (1 + a + a^2/3) e^-a with a = sqrt(5) r. Two choices are at the distance 1 of each other.
/// </summary>
/// <param name="isChoice">Which coordinates are choices.</param>
/// <param name="settings">The scales and variances.</param>
internal sealed class MaternKernel(IReadOnlyList<bool> isChoice, KernelSettings settings)
{
    private readonly double[] _inverseSquares = [.. settings.LogScales.Select(log => PortableMath.Exp(-2 * log))];

    /// <summary>The variance of the function.</summary>
    public double Signal { get; } = PortableMath.Exp(settings.LogSignal);

    /// <summary>The variance of an observation around it.</summary>
    public double Noise { get; } = PortableMath.Exp(settings.LogNoise);

    /// <summary>The covariance of the function at two places.</summary>
    public double Covariance(double[] first, double[] second)
    {
        var square = 0.0;
        for (var i = 0; i < first.Length; i++) square += Term(i, first, second);
        var a = Math.Sqrt(5 * square);
        return Signal * (1 + a + (a * a / 3)) * PortableMath.Exp(-a);
    }

    /// <summary>
    /// The covariance with its slopes: <paramref name="terms"/> becomes the squared scaled distance in each coordinate, and the slope
    /// by the logarithm of that coordinate's scale is the returned factor times it.
    /// </summary>
    public (double Covariance, double Factor) Slopes(double[] first, double[] second, double[] terms)
    {
        var square = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            terms[i] = Term(i, first, second);
            square += terms[i];
        }
        var a = Math.Sqrt(5 * square);
        var fading = Signal * PortableMath.Exp(-a);
        return (fading * (1 + a + (a * a / 3)), fading * (1 + a) * 5 / 3);
    }

    private double Term(int dimension, double[] first, double[] second)
    {
        var difference = first[dimension] - second[dimension];
        if (difference == 0) return 0;
        return isChoice[dimension] ? _inverseSquares[dimension] : difference * difference * _inverseSquares[dimension];
    }
}
