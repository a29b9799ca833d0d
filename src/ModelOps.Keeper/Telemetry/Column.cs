namespace ModelOps.Keeper.Telemetry;

/// <summary>One number of every sample, in blocks: growing copies nothing, and a column that is never set takes no room.</summary>
/// <param name="missing">What a row holds that was not set.</param>
internal sealed class Column<T>(T missing)
    where T : unmanaged, IEquatable<T>
{
    private const int BlockBits = 13;
    private const int BlockSize = 1 << BlockBits;

    private T[]?[] _blocks = [];

    /// <summary>The value of a row.</summary>
    public T this[int row] => (row >> BlockBits) < _blocks.Length && _blocks[row >> BlockBits] is { } block ? block[row & (BlockSize - 1)] : missing;

    /// <summary>Sets the value of a row.</summary>
    public void Set(int row, T value)
    {
        var at = row >> BlockBits;
        var block = at < _blocks.Length ? _blocks[at] : null;
        if (block is null)
        {
            if (value.Equals(missing)) return;
            block = NewBlock(at);
        }
        block[row & (BlockSize - 1)] = value;
    }

    private T[] NewBlock(int at)
    {
        if (at >= _blocks.Length) Array.Resize(ref _blocks, Math.Max(at + 1, 2 * _blocks.Length));
        // Pinned, so that the garbage collector never copies what lives as long as the series.
        var block = GC.AllocateUninitializedArray<T>(BlockSize, pinned: true);
        Array.Fill(block, missing);
        return _blocks[at] = block;
    }
}
