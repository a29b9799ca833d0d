using System.Globalization;

namespace ModelOps.Cli.Output;

/// <summary>The words of a progress display.</summary>
/// <param name="unit">What is counted, in the plural.</param>
/// <param name="total">How many there will be, if known.</param>
/// <param name="alreadyDone">How many were done before the time began.</param>
internal sealed class ProgressText(string unit, long? total, long alreadyDone)
{
    private const int BarWidth = 20;

    /// <summary>A bar for a terminal, less than 80 characters.</summary>
    public string Bar(long done, TimeSpan elapsed)
    {
        if (total is not > 0) return Line(done, elapsed);
        var filled = (int)(BarWidth * Math.Min(done, total.Value) / total.Value);
        return $"[{new string('#', filled)}{new string('-', BarWidth - filled)}] {Line(done, elapsed)}";
    }

    /// <summary>A plain line: "120 of 300 trials, 12.3/s, 0:15 left".</summary>
    public string Line(long done, TimeSpan elapsed)
    {
        var counted = total is null ? $"{done} {unit}" : $"{done} of {total} {unit}";
        var rate = elapsed > TimeSpan.Zero ? (done - alreadyDone) / elapsed.TotalSeconds : 0;
        if (rate <= 0) return counted;
        var left = total > done ? $", {Duration((total.Value - done) / rate)} left" : "";
        return $"{counted}, {Rate(rate)}{left}";
    }

    // Three digits are enough for a person; slow work is counted by the minute or the hour.
    private static string Rate(double perSecond) => perSecond switch
    {
        >= 100 => Number(perSecond, "0") + "/s",
        >= 1 => Number(perSecond, "0.0") + "/s",
        >= 1 / 60.0 => Number(perSecond * 60, "0.0") + "/min",
        _ => Number(perSecond * 3600, "0.0") + "/h",
    };

    private static string Duration(double seconds)
    {
        if (seconds >= TimeSpan.FromDays(10).TotalSeconds) return "more than 10 days";
        var left = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        return left.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{left.Minutes}:{left.Seconds:00}");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
