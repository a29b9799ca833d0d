using System.Runtime.InteropServices;

namespace ModelOps.Tables.Columns;

/// <summary>Texts or byte strings in Arrow's 32-bit offset layout; the large layout is narrowed to it when read.</summary>
internal sealed class OffsetBytesColumn(string name, bool isText, OffsetBytes bytes, int rows, Validity validity)
    : BytesColumn(name, isText, rows, validity)
{
    public override Column Renamed(string name) => new OffsetBytesColumn(name, IsText, bytes, Rows, Validity);

    internal override void AppendTo(ColumnLayout layout)
    {
        if (!IsCompact())
        {
            Compacted().AppendTo(layout);
            return;
        }
        layout.Add(Rows, Validity);
        layout.Add(bytes.Offsets);
        layout.Add(bytes.Data[..bytes.OffsetValues[Rows]]);
    }

    internal override Column Concat(IReadOnlyList<Column> chunks)
    {
        var count = TotalRows(chunks);
        var total = WithinArray(chunks.Sum(chunk => ((OffsetBytesColumn)chunk).UsedBytes), "bytes of text");
        var offsetBytes = new byte[WithinArray((count + 1L) * sizeof(int), "bytes")];
        var offsets = MemoryMarshal.Cast<byte, int>(offsetBytes.AsSpan());
        var data = GC.AllocateUninitializedArray<byte>((int)total);
        var (row, end) = (0, 0);
        foreach (var chunk in chunks)
        {
            var source = ((OffsetBytesColumn)chunk).Used(out var sourceOffsets);
            source.CopyTo(data.AsSpan(end));
            for (var i = 1; i < sourceOffsets.Length; i++) offsets[row + i] = end + sourceOffsets[i] - sourceOffsets[0];
            row += chunk.Rows;
            end += source.Length;
        }
        var present = Validity.Concat<OffsetBytesColumn>(chunks, count, chunk => chunk.Validity);
        return new OffsetBytesColumn(Name, IsText, new(offsetBytes, data), count, present);
    }

    private protected override ReadOnlySpan<byte> At(int row) => bytes.At(row);

    private long UsedBytes => bytes.OffsetValues[Rows] - bytes.OffsetValues[0];

    private ReadOnlySpan<byte> Used(out ReadOnlySpan<int> offsets)
    {
        offsets = bytes.OffsetValues;
        return bytes.Data.Span[offsets[0]..offsets[Rows]];
    }

    private bool IsCompact()
    {
        var offsets = bytes.OffsetValues;
        if (offsets[0] != 0) return false;
        foreach (var row in Validity.MissingRows())
        {
            if (offsets[row] != offsets[row + 1]) return false;
        }
        return true;
    }
}
