using System.Globalization;

namespace ModelOps.Keeper.Reports;

/// <summary>When what a report tells of happened.</summary>
/// <param name="Started">The beginning.</param>
/// <param name="Finished">The end.</param>
public readonly record struct ReportTimes(DateTimeOffset Started, DateTimeOffset Finished)
{
    /// <summary>The beginning, RFC 3339 in UTC to the second.</summary>
    public string StartedAt => Text(Started);

    /// <summary>The end, RFC 3339 in UTC to the second.</summary>
    public string FinishedAt => Text(Finished);

    /// <summary>Whole seconds between them, 0 or more.</summary>
    public int DurationS => (int)Math.Clamp(Math.Floor((Finished - Started).TotalSeconds), 0, int.MaxValue);

    /// <summary>A time as reports write it: <c>2026-02-11T14:57:57+00:00</c>.</summary>
    public static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
}
