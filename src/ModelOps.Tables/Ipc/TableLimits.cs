namespace ModelOps.Tables.Ipc;

/// <summary>Bounds on what a table may take in memory beyond its own bytes.</summary>
public sealed record TableLimits
{
    /// <summary>The limits where none are given.</summary>
    public static readonly TableLimits Default = new();

    /// <summary>
    /// The most bytes that all compressed buffers of a table may expand to; beyond it is code <c>table_too_large</c>. Default 4 GiB.
    /// Whatever it is, a buffer that claims more than 255 times its compressed size, which LZ4 cannot reach, is an error.
    /// </summary>
    public long DecompressedBytes { get; init; } = 4L << 30;

    /// <summary>
    /// The most rows of a table in which a row takes no bytes at all (no columns, or only columns of type null); beyond it is code
    /// <c>table_too_large</c>. Default 16,777,216.
    /// </summary>
    public int RowsWithoutBytes { get; init; } = 1 << 24;
}
