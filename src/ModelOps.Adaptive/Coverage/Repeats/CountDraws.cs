using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Randomness;

namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>
/// Draws of counts, the same on every platform. Beyond 10,000 the normal distribution stands in for the exact one, from which it then
/// differs by less than a hundredth of a standard deviation.
/// </summary>
internal static class CountDraws
{
    private const double Large = 10_000;
    private const double LongestProduct = 500;

    /// <summary>A Poisson count; 0 for a mean that is not above 0.</summary>
    public static double Poisson(CounterRandom random, double mean)
    {
        if (mean > Large) return Rounded(mean + (Math.Sqrt(mean) * random.NextGaussian()), double.MaxValue);
        // A sum of Poisson counts is one, so that no product of uniform numbers underflows.
        var sum = 0.0;
        for (var left = mean; left > 0; left -= LongestProduct) sum += ByProduct(random, Math.Min(left, LongestProduct));
        return sum;
    }

    /// <summary>A negative binomial count: Poisson with a gamma mean, so that the variance is mean + mean^2 / size.</summary>
    public static double NegativeBinomial(CounterRandom random, double mean, double size) =>
        mean > 0 ? Poisson(random, Gamma(random, size) * mean / size) : 0;

    /// <summary>A binomial count.</summary>
    public static double Binomial(CounterRandom random, double trials, double probability)
    {
        var chance = Math.Clamp(probability, 0, 1);
        if (trials > Large) return Rounded((trials * chance) + (Math.Sqrt(trials * chance * (1 - chance)) * random.NextGaussian()), trials);
        var successes = 0;
        for (var i = 0; i < trials; i++)
        {
            if (random.NextUniform() < chance) successes++;
        }
        return successes;
    }

    // Knuth, The Art of Computer Programming 2, 3.4.1.
    private static double ByProduct(CounterRandom random, double mean)
    {
        var (limit, product, count) = (PortableMath.Exp(-mean), random.NextOpenUniform(), 0);
        while (product > limit)
        {
            product *= random.NextOpenUniform();
            count++;
        }
        return count;
    }

    // Marsaglia and Tsang, A simple method for generating gamma variables (ACM TOMS 26, 2000); below 1 by their boost.
    private static double Gamma(CounterRandom random, double shape)
    {
        if (shape < 1) return Gamma(random, shape + 1) * PortableMath.Exp(PortableMath.Log(random.NextOpenUniform()) / shape);
        var d = shape - (1 / 3.0);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextGaussian();
            var cube = 1 + (c * x);
            if (cube <= 0) continue;
            var v = cube * cube * cube;
            if (PortableMath.Log(random.NextOpenUniform()) < (0.5 * x * x) + (d * (1 - v + PortableMath.Log(v)))) return d * v;
        }
    }

    private static double Rounded(double value, double most) => Math.Clamp(Math.Round(value), 0, most);
}
