namespace ModelOps.Adaptive.Search.Gp;

/// <summary>
/// Fits the settings of a kernel to observations: the largest posterior density under normal priors on their logarithms, climbed by
/// Rprop (Riedmiller and Braun 1993; Blum and Riedmiller, Optimization of Gaussian Process Hyperparameters using Rprop, ESANN 2013).
/// </summary>
internal static class KernelFit
{
    private const double FirstStep = 0.2;
    private const double LeastStep = 1e-4;
    private const double LargestStep = 1;
    private const double Growth = 1.2;
    private const double Shrinkage = 0.5;

    /// <summary>The fitted process.</summary>
    /// <param name="isChoice">Which coordinates are choices.</param>
    /// <param name="start">Where the climb starts.</param>
    /// <param name="places">The places, at least one.</param>
    /// <param name="values">Their standardised values.</param>
    /// <param name="steps">The number of steps.</param>
    public static GaussianProcess Fit(
        IReadOnlyList<bool> isChoice, KernelSettings start, IReadOnlyList<double[]> places, IReadOnlyList<double> values, int steps)
    {
        var prior = new KernelPrior(KernelSettings.Prior(isChoice.Count));
        var at = start.ToArray();
        var step = Enumerable.Repeat(FirstStep, at.Length).ToArray();
        var before = new double[at.Length];
        var (best, least) = (GaussianProcess.Given(isChoice, start, places, values), double.PositiveInfinity);
        var process = best;
        for (var i = 0; ; i++)
        {
            var cost = process.Misfit + prior.Cost(at);
            if (cost < least) (best, least) = (process, cost);
            if (i == steps || !double.IsFinite(cost)) return best;
            var slope = process.Slope();
            prior.AddSlope(at, slope);
            Climb(at, slope, step, before);
            KernelPrior.Confine(at);
            process = GaussianProcess.Given(isChoice, KernelSettings.Of(at), places, values);
        }
    }

    // Each coordinate by its own step, which grows while the slope keeps its sign and shrinks when it turns.
    private static void Climb(double[] at, double[] slope, double[] step, double[] before)
    {
        for (var i = 0; i < at.Length; i++)
        {
            var product = slope[i] * before[i];
            if (product > 0) step[i] = Math.Min(step[i] * Growth, LargestStep);
            if (product < 0) step[i] = Math.Max(step[i] * Shrinkage, LeastStep);
            before[i] = product < 0 ? 0 : slope[i];
            if (before[i] != 0) at[i] -= Math.Sign(slope[i]) * step[i];
        }
    }
}
