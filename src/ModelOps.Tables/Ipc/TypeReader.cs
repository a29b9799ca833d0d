using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Flatbuffers;

namespace ModelOps.Tables.Ipc;

/// <summary>Reads the type of a field of Schema.fbs. A slot number here is the field's position in its table there.</summary>
internal static class TypeReader
{
    private const int TypeKindSlot = 2;
    private const int TypeSlot = 3;
    private const int ChildrenSlot = 5;

    /// <summary>The type of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="name">Its name, for messages.</param>
    public static FieldType Read(FlatTable field, string name)
    {
        var kind = (TypeKind)field.Byte(TypeKindSlot, 0);
        var type = field.Table(TypeSlot, $"type of column '{name}'");
        return kind switch
        {
            TypeKind.Null => new(new(ColumnKind.Null), FieldLayout.None),
            TypeKind.Bool => new(new(ColumnKind.Bool), FieldLayout.Bits),
            TypeKind.Int => Fixed(new(Integer(type, name))),
            TypeKind.FloatingPoint => Fixed(new(Float(type, name))),
            TypeKind.Utf8 => new(new(ColumnKind.Utf8), FieldLayout.Bytes),
            TypeKind.LargeUtf8 => new(new(ColumnKind.Utf8), FieldLayout.LargeBytes),
            TypeKind.Utf8View => new(new(ColumnKind.Utf8), FieldLayout.Views),
            TypeKind.Binary => new(new(ColumnKind.Binary), FieldLayout.Bytes),
            TypeKind.LargeBinary => new(new(ColumnKind.Binary), FieldLayout.LargeBytes),
            TypeKind.BinaryView => new(new(ColumnKind.Binary), FieldLayout.Views),
            TypeKind.List => new(List(field, name, out var item), FieldLayout.List, item),
            TypeKind.LargeList => new(List(field, name, out var item), FieldLayout.LargeList, item),
            TypeKind.FixedSizeList => FixedSizeList(field, type, name),
            _ => Temporal(kind, type, name),
        };
    }

    /// <summary>The kind of an Int table.</summary>
    public static ColumnKind Integer(FlatTable type, string name) => (type.Int32(0, 0), type.Bool(1, false)) switch
    {
        (8, true) => ColumnKind.Int8,
        (16, true) => ColumnKind.Int16,
        (32, true) => ColumnKind.Int32,
        (64, true) => ColumnKind.Int64,
        (8, false) => ColumnKind.UInt8,
        (16, false) => ColumnKind.UInt16,
        (32, false) => ColumnKind.UInt32,
        (64, false) => ColumnKind.UInt64,
        var (width, _) => throw InvalidTable.Because($"column '{name}' is of integers of {width} bits"),
    };

    private static ColumnKind Float(FlatTable type, string name) => type.Int16(0, 0) switch
    {
        0 => ColumnKind.Float16,
        1 => ColumnKind.Float32,
        2 => ColumnKind.Float64,
        var precision => throw InvalidTable.Because($"column '{name}' is of floats of precision {precision}"),
    };

    private static FieldType Temporal(TypeKind kind, FlatTable type, string name)
    {
        const int milliseconds = 1;
        return kind switch
        {
            TypeKind.Date => Fixed(new(type.Int16(0, milliseconds) == 0 ? ColumnKind.Date32 : ColumnKind.Date64)),
            TypeKind.Time => Fixed(new(Time(type, name), Unit(type.Int16(0, milliseconds), name))),
            TypeKind.Timestamp => Fixed(new(ColumnKind.Timestamp, Unit(type.Int16(0, 0), name), NonEmpty(type.Text(1)))),
            TypeKind.Duration => Fixed(new(ColumnKind.Duration, Unit(type.Int16(0, milliseconds), name))),
            _ => throw Unsupported(kind, name),
        };
    }

    private static ColumnKind Time(FlatTable type, string name) => type.Int32(1, 32) switch
    {
        32 => ColumnKind.Time32,
        64 => ColumnKind.Time64,
        var width => throw InvalidTable.Because($"column '{name}' is of times of {width} bits"),
    };

    private static TimeUnit Unit(short unit, string name) => unit is >= 0 and <= (short)TimeUnit.Nanosecond
        ? (TimeUnit)unit
        : throw InvalidTable.Because($"column '{name}' has time unit {unit}");

    private static string? NonEmpty(string? zone) => string.IsNullOrEmpty(zone) ? null : zone;

    private static FieldType FixedSizeList(FlatTable field, FlatTable type, string name)
    {
        var size = type.Int32(0, 0);
        if (size < 1) throw InvalidTable.Because($"column '{name}' is of lists of {size} items");
        return new(List(field, name, out var item), FieldLayout.FixedSizeList, item, size);
    }

    private static ColumnType List(FlatTable field, string name, out FieldType item)
    {
        var children = field.Vector(ChildrenSlot, sizeof(uint));
        if (children.Count != 1) throw InvalidTable.Because($"column '{name}' is of lists with {children.Count} kinds of items");
        var child = children.Table(0);
        // Only the kind is looked at before the item's type is read, so lists of lists do not recurse.
        var kind = (TypeKind)child.Byte(TypeKindSlot, 0);
        if (kind is not (TypeKind.Bool or TypeKind.Int or TypeKind.FloatingPoint)) throw Unsupported(kind, name, "lists of ");
        item = Read(child, name);
        return new(ColumnKind.List, Item: item.Type.Kind);
    }

    private static FieldType Fixed(ColumnType type) => new(type, FieldLayout.FixedWidth);

    private static InvalidInputException Unsupported(TypeKind kind, string name, string prefix = "") => InvalidTable.Unsupported(
        $"Column '{name}' is of Arrow type {prefix}{kind}, which is not read.",
        "Drop the column, or cast it to numbers, texts, dates or lists of numbers before the table is written.");
}
