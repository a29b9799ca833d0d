using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Contracts.Simulation;

/// <summary>The limit on a worker's memory as people write it.</summary>
public static class MemorySize
{
    /// <summary>The least limit in bytes, 64 MiB: a worker without any model takes most of it.</summary>
    public const long Least = 64L << 20;

    private const long Most = 1L << 50;

    /// <summary>The bytes of a size such as <c>2GiB</c>, <c>1.5 GB</c> or <c>800000000</c>.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_memory</c>: it is no size, below <see cref="Least"/>, or above 1024 TiB.</exception>
    public static long Parse(string text) => ByteSize.TryParse(text, out var bytes) && bytes is >= Least and <= Most
        ? bytes
        : throw new InvalidInputException("invalid_memory", $"'{text}' is no limit of memory; expected bytes or a size such as 2GiB, at least 64MiB.");
}
