using System.Globalization;
using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.Simulation;

/// <summary>The limit on a worker's memory as people write it.</summary>
public static class MemorySize
{
    /// <summary>The least limit in bytes, 64 MiB: a worker without any model takes most of it.</summary>
    public const long Least = 64L << 20;

    private const long Most = 1L << 50;

    private static readonly (string Suffix, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
        ("B", 1), ("", 1),
    ];

    /// <summary>The bytes of a size such as <c>2GiB</c>, <c>1.5 GB</c> or <c>800000000</c>.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_memory</c>: it is no size, below <see cref="Least"/>, or above 1024 TiB.</exception>
    public static long Parse(string text)
    {
        var (suffix, unit) = Array.Find(Units, candidate => text.EndsWith(candidate.Suffix, StringComparison.OrdinalIgnoreCase));
        var isNumber = decimal.TryParse(
            text.AsSpan(0, text.Length - suffix.Length).TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        return isNumber && number * unit is >= Least and <= Most
            ? (long)(number * unit)
            : throw new InvalidInputException("invalid_memory", $"'{text}' is no limit of memory; expected bytes or a size such as 2GiB, at least 64MiB.");
    }
}
