namespace ModelOps.Adaptive.Search.Gp;

/// <summary>
/// Normal priors on the logarithms of a kernel's settings, wide where little is known: a factor e in each scale and in the signal, e^2
/// in the noise, which may be of the order of the loss or not there at all.
/// </summary>
/// <param name="middle">The means.</param>
internal sealed class KernelPrior(KernelSettings middle)
{
    private const double WidthOfNoise = 2.5;

    // Variances of 1e-7 to 1 of that of the observations, scales of 1/200 to 100 of a range.
    private const double LeastLogNoise = -16;
    private const double LargestLogNoise = 0.7;
    private const double LeastLogScale = -5.3;
    private const double LargestLogScale = 4.6;

    private readonly double[] _middle = middle.ToArray();

    /// <summary>The negative log density, without its constant.</summary>
    public double Cost(double[] at)
    {
        var cost = 0.0;
        for (var i = 0; i < at.Length; i++) cost += 0.5 * (at[i] - _middle[i]) * (at[i] - _middle[i]) / VarianceOf(i);
        return cost;
    }

    /// <summary>Adds the slope of <see cref="Cost"/>.</summary>
    public void AddSlope(double[] at, double[] slope)
    {
        for (var i = 0; i < at.Length; i++) slope[i] += (at[i] - _middle[i]) / VarianceOf(i);
    }

    /// <summary>Brings the settings to where the arithmetic is sound.</summary>
    public static void Confine(double[] at)
    {
        for (var i = 0; i < at.Length; i++)
        {
            at[i] = i == at.Length - 1
                ? Math.Clamp(at[i], LeastLogNoise, LargestLogNoise)
                : Math.Clamp(at[i], LeastLogScale, LargestLogScale);
        }
    }

    private double VarianceOf(int setting) => setting == _middle.Length - 1 ? WidthOfNoise * WidthOfNoise : 1;
}
