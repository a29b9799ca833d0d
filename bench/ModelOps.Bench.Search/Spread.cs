using System.Globalization;

namespace ModelOps.Bench.Search;

/// <summary>How results over seeds are shown and compared.</summary>
internal static class Spread
{
    private const int Resamples = 2000;

    /// <summary>Median (lower quartile, upper quartile).</summary>
    public static string Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Count / 2]:G2} ({sorted[sorted.Count / 4]:G2}, {sorted[3 * sorted.Count / 4]:G2})");
    }

    /// <summary>The median.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Whether values are not larger than others: the bootstrap 90 % interval of the medians' difference does not lie above 0.</summary>
    public static bool IsNotWorse(IReadOnlyList<double> own, IReadOnlyList<double> others)
    {
        var random = new Adaptive.Randomness.CounterRandom(0, 1005, 0);
        double Resampled(IReadOnlyList<double> values) => Median(Enumerable.Range(0, values.Count).Select(_ => values[(int)random.NextBelow((ulong)values.Count)]));
        var differences = Enumerable.Range(0, Resamples).Select(_ => Resampled(own) - Resampled(others)).Order().ToList();
        return differences[Resamples / 20] <= 0;
    }
}
