using System.Globalization;

namespace ModelOps.Cli.Output;

/// <summary>Counts with their unit, in the singular where there is one.</summary>
internal static class CountText
{
    /// <summary>Such as <c>1 task</c> and <c>2 tasks</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="unit">What is counted, in the singular; its plural ends with an s.</param>
    public static string Of(long count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
}
