using System.Globalization;

namespace ModelOps.Bench.Search;

/// <summary>How results over seeds are shown.</summary>
internal static class Spread
{
    /// <summary>Median (lower quartile, upper quartile).</summary>
    public static string Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Count / 2]:G2} ({sorted[sorted.Count / 4]:G2}, {sorted[3 * sorted.Count / 4]:G2})");
    }
}
