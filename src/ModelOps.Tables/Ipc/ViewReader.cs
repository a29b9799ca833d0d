using System.Buffers.Binary;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Ipc;

/// <summary>Reads texts and bytes in the view layout; views are 16 bytes, see <see cref="ViewBytesColumn"/>.</summary>
internal static class ViewReader
{
    /// <summary>The column, each of its views checked.</summary>
    public static ViewBytesColumn Read(string name, ColumnType type, int rows, Validity validity, ref BatchBody body)
    {
        var views = body.NextBuffer(name, (long)rows * ViewBytesColumn.ViewSize);
        var buffers = new ReadOnlyMemory<byte>[body.NextVariadicCount(name)];
        for (var i = 0; i < buffers.Length; i++) buffers[i] = body.NextBuffer(name);
        var isText = type.Kind == ColumnKind.Utf8;
        var checkedViews = WithoutMissing(views, rows, validity);
        for (var i = 0; i < rows; i++)
        {
            var bytes = At(name, checkedViews.Span.Slice(i * ViewBytesColumn.ViewSize, ViewBytesColumn.ViewSize), buffers, i);
            if (isText) OffsetChecks.Utf8(name, bytes, i);
        }
        return new(name, isText, checkedViews, buffers, rows, validity);
    }

    // The view of a missing value may be anything; a zeroed one is an empty value that needs no check later.
    private static ReadOnlyMemory<byte> WithoutMissing(ReadOnlyMemory<byte> views, int rows, Validity validity)
    {
        if (validity.NullCount == 0) return views;
        var copy = views.ToArray();
        for (var i = 0; i < rows; i++)
        {
            if (validity.IsNull(i)) copy.AsSpan(i * ViewBytesColumn.ViewSize, ViewBytesColumn.ViewSize).Clear();
        }
        return copy;
    }

    private static ReadOnlySpan<byte> At(string name, ReadOnlySpan<byte> view, ReadOnlyMemory<byte>[] buffers, int row)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(view);
        if (length is >= 0 and <= ViewBytesColumn.InlineLength) return view.Slice(4, length);
        var buffer = BinaryPrimitives.ReadInt32LittleEndian(view[8..]);
        var offset = BinaryPrimitives.ReadInt32LittleEndian(view[12..]);
        if (length < 0 || buffer < 0 || buffer >= buffers.Length || offset < 0 || (long)offset + length > buffers[buffer].Length)
        {
            throw InvalidTable.Because(
                $"row {row} of column '{name}' is a view of {length} bytes at {offset} of buffer {buffer}, which is not there");
        }
        return buffers[buffer].Span.Slice(offset, length);
    }
}
