using ModelOps.Tables.Lz4;

namespace ModelOps.Tables.Ipc;

/// <summary>What the compressed buffers of one table may still expand to.</summary>
internal sealed class DecompressionBudget(long limit)
{
    private long _taken;

    /// <summary>Takes the declared size of a buffer before anything is allocated for it.</summary>
    public void Take(string name, long size, int compressed)
    {
        if (size < 0 || size > (long)compressed * Lz4Block.MaxRatio)
            throw InvalidTable.Because($"a buffer of column '{name}' declares {size} bytes in {compressed} of LZ4");
        _taken += size;
        if (_taken > limit || size > Array.MaxLength)
        {
            throw InvalidTable.TooLarge(
                $"The table expands beyond {limit:N0} bytes, or a buffer of it beyond {Array.MaxLength:N0}.",
                "Split it into several tables, or raise the limit if its writer is trusted.");
        }
    }
}
