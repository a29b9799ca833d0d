using Microsoft.Win32.SafeHandles;

namespace ModelOps.Durability.Logs;

/// <summary>How a log is opened for writing.</summary>
public sealed record SegmentedLogOptions
{
    private const long LargestSegmentBytes = 1 << 30;

    /// <summary>A new segment file is begun rather than let one grow beyond this size. Default 64 MiB, from 1 byte to 1 GiB.</summary>
    public long SegmentBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestSegmentBytes);
            field = value;
        }
    } = 64 << 20;

    /// <summary>What the log is for its user, as the subject of "… is in use by process 17". Default "The log".</summary>
    public string Purpose { get; init; } = "The log";

    // Only a device that fails makes fsync fail, and no test has one.
    internal Action<SafeFileHandle> FlushToDisk { get; init; } = RandomAccess.FlushToDisk;
}
