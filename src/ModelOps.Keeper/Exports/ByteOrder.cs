namespace ModelOps.Keeper.Exports;

/// <summary>The order of byte strings, as of unsigned bytes.</summary>
internal sealed class ByteOrder : IComparer<byte[]>
{
    /// <summary>The one instance.</summary>
    public static readonly ByteOrder Instance = new();

    /// <inheritdoc />
    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
