using System.Globalization;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Keeper.Licensing;

/// <summary>Points in time of licenses: whole seconds since 1970 in the file, RFC 3339 in UTC for people.</summary>
internal static class DateText
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Seconds since 1970 as a date, or as they are if no date holds them.</summary>
    public static string Of(long seconds) => seconds >= 0 && seconds <= Last
        ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString(Forms[0], CultureInfo.InvariantCulture)
        : seconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a date of an option.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_time</c>.</exception>
    public static long Seconds(string text) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToUnixTimeSeconds()
            : throw new InvalidInputException("invalid_time", $"'{text}' is not a time in UTC (RFC 3339); expected one such as 2027-01-31T00:00:00Z.");
}
