using System.Text.RegularExpressions;

namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>
/// Knows the rows of a training that diverged: Python's <c>json</c> writes such a loss as <c>NaN</c> or <c>Infinity</c>, which is no JSON. To drop
/// them as any other broken row would leave the good ones before them, and call the training stable.
/// </summary>
internal static partial class NotANumber
{
    /// <summary>Whether the line has such a value in place of a number.</summary>
    /// <param name="line">Valid UTF-8.</param>
    public static bool IsIn(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("NaN"u8) < 0 && line.IndexOf("Infinity"u8) < 0) return false;
        return Value().IsMatch(System.Text.Encoding.UTF8.GetString(line));
    }

    [GeneratedRegex("""^\s*\{.*"\s*:\s*-?(?:NaN|Infinity)\s*[,}]""", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}
