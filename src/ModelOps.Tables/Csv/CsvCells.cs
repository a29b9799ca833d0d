using System.Buffers;
using System.Runtime.InteropServices;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Csv;

/// <summary>The cells of one column as they are read, end to end.</summary>
internal sealed class CsvCells
{
    private readonly ArrayBufferWriter<byte> _data = new();
    private readonly List<int> _offsets = [0];
    private readonly List<bool> _present = [];

    /// <summary>The number of cells.</summary>
    public int Count => _present.Count;

    /// <summary>The first cell with a value, or -1.</summary>
    public int FirstPresent { get; private set; } = -1;

    /// <summary>The bytes of a cell; none of a missing one.</summary>
    public ReadOnlySpan<byte> this[int row] => _data.WrittenSpan[_offsets[row].._offsets[row + 1]];

    /// <summary>Whether a cell is missing.</summary>
    public bool IsMissing(int row) => !_present[row];

    /// <summary>Adds a cell; <see langword="default"/> when missing.</summary>
    public void Add(ReadOnlySpan<byte> cell, bool isMissing)
    {
        if (!isMissing)
        {
            _data.Write(cell);
            if (FirstPresent < 0) FirstPresent = Count;
        }
        _offsets.Add(_data.WrittenCount);
        _present.Add(!isMissing);
    }

    /// <summary>False for each missing cell.</summary>
    public bool[] Present() => [.. _present];

    /// <summary>The cells as a column of texts.</summary>
    public Column ToTexts(string name)
    {
        var bytes = new OffsetBytes(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_offsets)).ToArray(), _data.WrittenMemory);
        var validity = Validity.FromFlags(MemoryMarshal.AsBytes<bool>(Present()), Count);
        return new OffsetBytesColumn(name, isText: true, bytes, Count, validity);
    }
}
