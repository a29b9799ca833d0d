using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelOps.Bundles.Toml;

/// <summary>Numbers, truth values, dates and times.</summary>
internal static partial class TomlScalars
{
    private static readonly Dictionary<string, object> Words = new(StringComparer.Ordinal)
    {
        ["true"] = true,
        ["false"] = false,
        ["inf"] = double.PositiveInfinity,
        ["+inf"] = double.PositiveInfinity,
        ["-inf"] = double.NegativeInfinity,
        ["nan"] = double.NaN,
        ["+nan"] = double.NaN,
        ["-nan"] = double.NaN,
    };

    /// <summary>The value that begins here.</summary>
    public static object Parse(TomlScanner scanner)
    {
        var start = scanner.Position;
        var word = Word().Match(scanner.Text, start, scanner.Text.Length - start);
        var moment = Moment().Match(scanner.Text, start, scanner.Text.Length - start);
        scanner.Position += Math.Max(word.Length, moment.Length);
        if (moment.Success && moment.Length >= word.Length) return ParseMoment(scanner, moment);
        if (Words.TryGetValue(word.Value, out var known)) return known;
        if (Whole().IsMatch(word.Value)) return ParseWhole(scanner, word.Value.Replace("_", "", StringComparison.Ordinal));
        if (Real().IsMatch(word.Value)) return double.Parse(word.Value.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
        scanner.Position = start;
        throw scanner.Error(word.Length == 0 ? "a value is missing" : $"'{word.Value}' is no value");
    }

    private static long ParseWhole(TomlScanner scanner, string digits)
    {
        try
        {
            return digits.Length < 2 ? long.Parse(digits, CultureInfo.InvariantCulture) : digits[1] switch
            {
                'x' => Checked(Convert.ToUInt64(digits[2..], 16)),
                'o' => Checked(Octal(digits[2..])),
                'b' => Checked(Convert.ToUInt64(digits[2..], 2)),
                _ => long.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            };
        }
        catch (OverflowException)
        {
            throw scanner.Error($"{digits} has more than 64 bits");
        }
    }

    private static long Checked(ulong number) => checked((long)number);

    private static ulong Octal(string digits) => digits.Aggregate(0UL, (number, digit) => checked((number * 8) + (ulong)(digit - '0')));

    private static TomlMoment ParseMoment(TomlScanner scanner, Match match)
    {
        var (date, time) = (match.Groups["date"].Value, match.Groups["time"].Value);
        if (time.Length == 0) return DateOnly.TryParseExact(date, "yyyy-MM-dd", out _) ? new(date) : throw scanner.Error($"{date} is no date");
        if (!TimeOnly.TryParseExact(time, "HH:mm:ss", out _)) throw scanner.Error($"{time} is no time");
        var fraction = match.Groups["fraction"].Value;
        // What is finer than a microsecond is dropped, which TOML allows.
        var clock = fraction.Length == 0 ? time : $"{time}.{fraction.PadRight(6, '0')[..6]}";
        if (clock.EndsWith(".000000", StringComparison.Ordinal)) clock = time;
        if (date.Length == 0) return new(clock);
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", out _)) throw scanner.Error($"{date} is no date");
        return new($"{date}T{clock}{Offset(scanner, match.Groups["offset"].Value)}");
    }

    private static string Offset(TomlScanner scanner, string text)
    {
        if (text.Length == 0) return "";
        if (text is "Z" or "z") return "+00:00";
        if (!TimeOnly.TryParseExact(text[1..], "HH:mm", out _)) throw scanner.Error($"{text} is no offset");
        return text is "-00:00" ? "+00:00" : text;
    }

    [GeneratedRegex(@"\G[A-Za-z0-9_+.\-]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A(?:0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*|[+-]?(?:0|[1-9](?:_?[0-9])*))\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A[+-]?(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Real();

    [GeneratedRegex(
        @"\G(?:(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.(?<fraction>[0-9]+))?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?)?|(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.(?<fraction>[0-9]+))?)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Moment();
}
