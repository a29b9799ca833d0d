using System.Buffers.Binary;

namespace ModelOps.Tables.Columns;

/// <summary>
/// Texts or byte strings in Arrow's view layout: 16 bytes a value, which hold its length and up to 12 bytes of it, or its length, the
/// first 4 bytes, a buffer number and an offset.
/// </summary>
internal sealed class ViewBytesColumn(
    string name, bool isText, ReadOnlyMemory<byte> views, ReadOnlyMemory<byte>[] buffers, int rows, Validity validity)
    : BytesColumn(name, isText, rows, validity)
{
    /// <summary>The bytes of a view.</summary>
    public const int ViewSize = 16;

    /// <summary>The longest value that stands in the view itself.</summary>
    public const int InlineLength = 12;

    public override Column Renamed(string name) => new ViewBytesColumn(name, IsText, views, buffers, Rows, Validity);

    internal override void AppendTo(ColumnLayout layout) => Compacted().AppendTo(layout);

    internal override Column Concat(IReadOnlyList<Column> chunks)
    {
        var count = TotalRows(chunks);
        var target = GC.AllocateUninitializedArray<byte>((int)WithinArray((long)count * ViewSize, "bytes"));
        var all = new List<ReadOnlyMemory<byte>>();
        var rest = target.AsSpan();
        foreach (var chunk in chunks) ((ViewBytesColumn)chunk).CopyTo(ref rest, all);
        var present = Validity.Concat<ViewBytesColumn>(chunks, count, chunk => chunk.Validity);
        return new ViewBytesColumn(Name, IsText, target, [.. all], count, present);
    }

    private protected override ReadOnlySpan<byte> At(int row)
    {
        var view = views.Span.Slice(row * ViewSize, ViewSize);
        var length = BinaryPrimitives.ReadInt32LittleEndian(view);
        if (length <= InlineLength) return view.Slice(4, length);
        var buffer = buffers[BinaryPrimitives.ReadInt32LittleEndian(view[8..])];
        return buffer.Span.Slice(BinaryPrimitives.ReadInt32LittleEndian(view[12..]), length);
    }

    private void CopyTo(ref Span<byte> target, List<ReadOnlyMemory<byte>> all)
    {
        var source = views.Span[..(Rows * ViewSize)];
        source.CopyTo(target);
        for (var at = 0; at < source.Length; at += ViewSize)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(source[at..]) <= InlineLength) continue;
            var shifted = BinaryPrimitives.ReadInt32LittleEndian(source[(at + 8)..]) + all.Count;
            BinaryPrimitives.WriteInt32LittleEndian(target[(at + 8)..], shifted);
        }
        all.AddRange(buffers);
        target = target[source.Length..];
    }
}
