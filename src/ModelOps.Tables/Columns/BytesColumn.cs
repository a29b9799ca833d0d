using System.Runtime.InteropServices;
using System.Text;

namespace ModelOps.Tables.Columns;

/// <summary>A column of UTF-8 texts or byte strings, whatever the layout.</summary>
internal abstract class BytesColumn : Column
{
    private static readonly ColumnType TextType = new(ColumnKind.Utf8);
    private static readonly ColumnType BinaryType = new(ColumnKind.Binary);

    private protected BytesColumn(string name, bool isText, int rows, Validity validity)
        : base(name, isText ? TextType : BinaryType, rows) => Validity = validity;

    public sealed override int NullCount => Validity.NullCount;

    private protected Validity Validity { get; }

    private protected bool IsText => Type.Kind == ColumnKind.Utf8;

    public sealed override bool IsNull(int row) => Validity.IsNull(row);

    public sealed override string? GetText(int row)
    {
        if (!IsText) throw Mismatch("texts");
        return IsNull(row) ? null : Encoding.UTF8.GetString(At(row));
    }

    public sealed override ReadOnlySpan<byte> GetBytes(int row) => IsNull(row) ? default : At(row);

    public sealed override object? GetValue(int row) => IsNull(row) ? null : IsText ? GetText(row) : At(row).ToArray();

    public sealed override string? Display(int row) => IsNull(row) ? null : IsText ? GetText(row) : Convert.ToHexStringLower(At(row));

    public sealed override CellKey GetKey(int row) =>
        IsNull(row) ? CellKey.Null : new(IsText ? CellKind.Text : CellKind.Bytes, 0, Display(row));

    internal sealed override Column Gather(ReadOnlySpan<int> rows)
    {
        var offsetBytes = new byte[WithinArray((rows.Length + 1L) * sizeof(int), "bytes")];
        var offsets = MemoryMarshal.Cast<byte, int>(offsetBytes.AsSpan());
        long total = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0) total += GetBytes(rows[i]).Length;
            offsets[i + 1] = (int)WithinArray(total, "bytes of text");
        }
        var data = GC.AllocateUninitializedArray<byte>((int)total);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0) GetBytes(rows[i]).CopyTo(data.AsSpan(offsets[i]));
        }
        return new OffsetBytesColumn(Name, IsText, new(offsetBytes, data), rows.Length, Validity.Gather(rows));
    }

    /// <summary>The bytes that stand in a row, missing or not.</summary>
    private protected abstract ReadOnlySpan<byte> At(int row);

    /// <summary>The same values end to end, missing ones empty.</summary>
    private protected Column Compacted()
    {
        var rows = new int[Rows];
        for (var i = 0; i < rows.Length; i++) rows[i] = IsNull(i) ? -1 : i;
        return Gather(rows);
    }
}
