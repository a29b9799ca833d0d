namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>Sizes and patience, the same for all stores.</summary>
internal sealed record TransferSettings
{
    // A slower line than this can't send a part in time, and is told so.
    private const double SlowestBytesPerSecond = 64 * 1024;

    /// <summary>The size of the parts of a big object, and of the largest object that is sent whole. A multiple of 256 KiB, as GCS asks, and at least 5 MiB, as S3 does.</summary>
    public int PartBytes { get; init; } = 8 << 20;

    /// <summary>A folder in which unfinished uploads are remembered; <see langword="null"/>: they aren't.</summary>
    public string? UploadFolder { get; init; }

    /// <summary>How long the server may be silent: until it answers, and between two pieces of a body.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request is repeated.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The pause before the first repetition; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Whether an object may be read whose metadata have no digest.</summary>
    public bool AllowsMissingDigest { get; init; }

    /// <summary>How long a request with a body may wait for its answer.</summary>
    public TimeSpan TimeoutOf(long bytes) => Timeout + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond);

    /// <summary>The pause before a repetition, counted from 0.</summary>
    public TimeSpan Pause(int repetition) => FirstPause * (1L << Math.Min(repetition, 16));
}
