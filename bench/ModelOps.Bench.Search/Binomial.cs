using ModelOps.Adaptive.Randomness;

namespace ModelOps.Bench.Search;

/// <summary>Binomial numbers.</summary>
internal static class Binomial
{
    // From here on the normal approximation with the right mean and variance is as good as any for an epidemic.
    private const double Many = 30;

    public static int Draw(int trials, double probability, CounterRandom random)
    {
        if (trials == 0 || probability <= 0) return 0;
        if (probability > 0.5) return trials - Draw(trials, 1 - probability, random);
        var mean = trials * probability;
        if (mean > Many) return (int)Math.Clamp(Math.Round(mean + (Math.Sqrt(mean * (1 - probability)) * random.NextGaussian())), 0, trials);
        // By the waiting times between successes (Devroye, Non-Uniform Random Variate Generation, X.4).
        var (successes, waited, log) = (-1, 0.0, Math.Log(1 - probability));
        while (waited <= trials)
        {
            successes++;
            waited += Math.Floor(Math.Log(random.NextOpenUniform()) / log) + 1;
        }
        return successes;
    }
}
