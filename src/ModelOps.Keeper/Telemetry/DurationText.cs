using System.Globalization;
using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Telemetry;

/// <summary>Lengths of time as the keeper's options take them: a decimal number and <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or nothing for seconds.</summary>
public static class DurationText
{
    private const int Longest = 64;

    private static readonly (string Suffix, int Ms)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("", 1000)];

    /// <summary>The milliseconds of a text, 0 or more.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_duration</c>: no such text, or no whole number of milliseconds.</exception>
    public static long Parse(string text)
    {
        var trimmed = text.Trim();
        var unit = Array.Find(Units, unit => trimmed.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase));
        var number = trimmed[..^unit.Suffix.Length];
        var isNumber = decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && number.Length <= Longest;
        if (!isNumber || value > long.MaxValue / unit.Ms || value * unit.Ms % 1 != 0)
            throw new InvalidInputException("invalid_duration", $"invalid duration: '{text}' (use e.g. 1.5s or 250ms)");
        return (long)(value * unit.Ms);
    }
}
