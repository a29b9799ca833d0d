using System.Globalization;

namespace ModelOps.Adaptive.Reporting.Markup;

/// <summary>Numbers as the report prints them.</summary>
internal static class Figure
{
    /// <summary>Four significant digits; plain from a ten-thousandth to ten million, otherwise with an exponent.</summary>
    public static string Of(double value)
    {
        if (value == 0) return "0";
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "not a number" : value > 0 ? "infinite" : "-infinite";
        var magnitude = Math.Abs(value);
        if (magnitude is >= 1000 and < 1e7) return value.ToString("0", CultureInfo.InvariantCulture);
        return magnitude is >= 1e-4 and < 1000
            ? value.ToString("G4", CultureInfo.InvariantCulture)
            : value.ToString("0.###e0", CultureInfo.InvariantCulture);
    }

    /// <summary>A share as a whole percentage.</summary>
    public static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + "%";

    /// <summary>A count.</summary>
    public static string Of(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>"1 trial", "2 trials".</summary>
    public static string Count(long count, string unit) => count == 1 ? $"1 {unit}" : $"{Of(count)} {unit}s";
}
