using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Ipc;

/// <summary>Makes columns over the buffers of a batch, after checking every length and offset that comes from outside.</summary>
internal static class ColumnReader
{
    /// <summary>The column of a field without a dictionary, or the values of its dictionary.</summary>
    public static Column Read(string name, FieldType type, ref BatchBody body)
    {
        var (rows, nulls) = body.NextNode();
        if (type.Layout == FieldLayout.None) return new NullColumn(name, rows);
        var validity = body.NextValidity(name, rows, nulls);
        return type.Layout switch
        {
            FieldLayout.Bits => new BoolColumn(name, body.NextBuffer(name, Bitmap.Bytes(rows)), rows, validity),
            FieldLayout.FixedWidth => FixedWidth(name, type.Type, rows, validity, ref body),
            FieldLayout.Views => ViewReader.Read(name, type.Type, rows, validity, ref body),
            FieldLayout.Bytes or FieldLayout.LargeBytes => Bytes(name, type, rows, validity, ref body),
            _ => List(name, type, rows, validity, ref body),
        };
    }

    /// <summary>The codes of a dictionary field, -1 for missing values; each is below <paramref name="count"/>.</summary>
    public static int[] ReadCodes(string name, ColumnType type, int count, ref BatchBody body)
    {
        var (rows, nulls) = body.NextNode();
        var validity = body.NextValidity(name, rows, nulls);
        var values = FixedWidth(name, type, rows, validity, ref body);
        var codes = Widened(values);
        validity.Overwrite<int>(codes, -1);
        for (var i = 0; i < codes.Length; i++)
        {
            if ((codes[i] >= 0 && codes[i] < count) || validity.IsNull(i)) continue;
            throw InvalidTable.Because($"row {i} of column '{name}' has code {values.Display(i)} into a dictionary of {count} values");
        }
        return codes;
    }

    // A code beyond 32 bits saturates, and is then out of range of any dictionary.
    private static int[] Widened(Column values) => values.Type.Kind switch
    {
        ColumnKind.Int8 => Widened(values.GetValues<sbyte>()),
        ColumnKind.Int16 => Widened(values.GetValues<short>()),
        ColumnKind.Int32 => values.GetValues<int>().ToArray(),
        ColumnKind.Int64 => Widened(values.GetValues<long>()),
        ColumnKind.UInt8 => Widened(values.GetValues<byte>()),
        ColumnKind.UInt16 => Widened(values.GetValues<ushort>()),
        ColumnKind.UInt32 => Widened(values.GetValues<uint>()),
        _ => Widened(values.GetValues<ulong>()),
    };

    private static int[] Widened<T>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>
    {
        var codes = GC.AllocateUninitializedArray<int>(values.Length);
        for (var i = 0; i < codes.Length; i++) codes[i] = int.CreateSaturating(values[i]);
        return codes;
    }

    private static Column FixedWidth(string name, ColumnType type, int rows, Validity validity, ref BatchBody body) =>
        FixedWidthColumns.Create(name, type, body.NextBuffer(name, (long)rows * type.Width), rows, validity);

    private static OffsetBytesColumn Bytes(string name, FieldType type, int rows, Validity validity, ref BatchBody body)
    {
        var offsets = Offsets(name, rows, type.Layout == FieldLayout.LargeBytes, ref body);
        var bytes = new OffsetBytes(offsets, body.NextBuffer(name));
        OffsetChecks.NeverFalling(name, bytes.OffsetValues, bytes.Data.Length);
        var isText = type.Type.Kind == ColumnKind.Utf8;
        if (isText) OffsetChecks.Utf8(name, bytes, rows, validity);
        return new(name, isText, bytes, rows, validity);
    }

    private static ListColumn List(string name, FieldType type, int rows, Validity validity, ref BatchBody body)
    {
        if (type.Layout == FieldLayout.FixedSizeList) return FixedSizeList(name, type, rows, validity, ref body);
        var offsets = MemoryMarshal.Cast<byte, int>(Offsets(name, rows, type.Layout == FieldLayout.LargeList, ref body).Span).ToArray();
        var items = Read(name, type.Item!, ref body);
        OffsetChecks.NeverFalling(name, offsets, items.Rows);
        return new(name, offsets, items, validity);
    }

    private static ListColumn FixedSizeList(string name, FieldType type, int rows, Validity validity, ref BatchBody body)
    {
        var items = Read(name, type.Item!, ref body);
        if ((long)rows * type.ListSize != items.Rows)
            throw InvalidTable.Because($"column '{name}' has {items.Rows} items for {rows} lists of {type.ListSize}");
        var offsets = new int[rows + 1];
        for (var i = 0; i < offsets.Length; i++) offsets[i] = i * type.ListSize;
        return new(name, offsets, items, validity);
    }

    // One 32-bit offset more than rows. 64-bit ones are narrowed: they point into an input that is itself below 2 GiB.
    private static ReadOnlyMemory<byte> Offsets(string name, int rows, bool large, ref BatchBody body)
    {
        var width = large ? sizeof(long) : sizeof(int);
        var buffer = body.NextBuffer(name);
        // An empty column may leave its only offset out.
        if (rows == 0 && buffer.Length < width) return new byte[sizeof(int)];
        var size = (rows + 1L) * width;
        if (buffer.Length < size)
            throw InvalidTable.Because($"column '{name}' has {buffer.Length} bytes of offsets, and {size} are needed");
        return large ? Narrowed(name, buffer.Span[..(int)size]) : buffer[..(int)size];
    }

    private static byte[] Narrowed(string name, ReadOnlySpan<byte> wide)
    {
        var narrow = GC.AllocateUninitializedArray<byte>(wide.Length / 2);
        var offsets = MemoryMarshal.Cast<byte, int>(narrow.AsSpan());
        for (var i = 0; i < offsets.Length; i++)
        {
            var offset = BinaryPrimitives.ReadInt64LittleEndian(wide[(i * sizeof(long))..]);
            offsets[i] = offset is >= 0 and <= int.MaxValue
                ? (int)offset
                : throw InvalidTable.Because($"column '{name}' has offset {offset} at {i}");
        }
        return narrow;
    }
}
