using System.Globalization;

namespace ModelOps.Contracts.Quantities;

/// <summary>Sizes as people write them: a number and B, kB, MB, GB, TB (powers of 1000) or KiB, MiB, GiB, TiB (powers of 1024).</summary>
public static class ByteSize
{
    private static readonly (string Name, decimal Bytes)[] Units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("B", 1),
    ];

    /// <summary>Reads a text such as <c>5GiB</c>, <c>1.5 GB</c> or <c>0</c>; the letter case does not count.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The size in bytes, 0 or more; 0 for no size.</param>
    /// <returns>Whether it is a size.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        var (number, factor) = (text.Trim(), 1m);
        var unit = Array.Find(Units, unit => number.EndsWith(unit.Name, StringComparison.OrdinalIgnoreCase));
        if (unit.Name is not null) (number, factor) = (number[..^unit.Name.Length].TrimEnd(), unit.Bytes);
        var isSize = decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= long.MaxValue / factor;
        bytes = isSize ? (long)(value * factor) : 0;
        return isSize;
    }

    /// <summary>A size with a digit after the point where it has one, in the largest binary unit that it reaches: <c>1.5 KiB</c>.</summary>
    public static string Text(long bytes)
    {
        var (name, size) = Units.FirstOrDefault(unit => unit.Name.Contains('i', StringComparison.Ordinal) && bytes >= unit.Bytes, ("B", 1));
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / size:0.#} {name}");
    }
}
