using System.Globalization;

namespace ModelOps.Bench.Execution;

/// <summary>Figures with their spread.</summary>
internal static class Spread
{
    /// <summary>Median, least and greatest.</summary>
    public static string Of(IEnumerable<double> values, string unit = "")
    {
        var sorted = values.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Count / 2]:G3}{unit} ({sorted[0]:G3}, {sorted[^1]:G3})");
    }
}
