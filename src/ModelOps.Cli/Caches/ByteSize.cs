using System.Globalization;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Caches;

/// <summary>Sizes as people write them: a number and B, kB, MB, GB, TB (powers of 1000) or KiB, MiB, GiB, TiB (powers of 1024).</summary>
internal static class ByteSize
{
    private static readonly (string Name, decimal Bytes)[] Units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1),
    ];

    /// <summary>The bytes of a text such as <c>5GiB</c>, <c>1.5 GB</c> or <c>0</c>; the letter case does not count.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_size</c>.</exception>
    public static long Parse(string text, string option)
    {
        var (number, factor) = (text.Trim(), 1m);
        foreach (var (name, bytes) in Units)
        {
            if (!number.EndsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            (number, factor) = (number[..^name.Length].TrimEnd(), bytes);
            break;
        }
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= long.MaxValue / factor
            ? (long)(value * factor)
            : throw new InvalidInputException("invalid_size", $"{option} is '{text}'; expected a size such as 5GiB, 500MB or 0.");
    }

    /// <summary>A size with a digit after the point, in the largest binary unit that it reaches.</summary>
    public static string Text(long bytes)
    {
        var (name, size) = Units.FirstOrDefault(unit => unit.Name.Contains('i', StringComparison.Ordinal) && bytes >= unit.Bytes, ("B", 1));
        return size == 1 ? $"{bytes} B" : string.Create(CultureInfo.InvariantCulture, $"{bytes / size:0.0} {name}");
    }
}
