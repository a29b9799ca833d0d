using ModelOps.Tables.Columns;
using ModelOps.Tables.Flatbuffers;

namespace ModelOps.Tables.Ipc;

/// <summary>Writes the union Type of Schema.fbs for the plain layout of a column type.</summary>
internal static class TypeWriter
{
    /// <summary>The union's tag of a type.</summary>
    public static TypeKind KindOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Null => TypeKind.Null,
        ColumnKind.Bool => TypeKind.Bool,
        ColumnKind.Utf8 => TypeKind.Utf8,
        ColumnKind.Binary => TypeKind.Binary,
        ColumnKind.Date32 or ColumnKind.Date64 => TypeKind.Date,
        ColumnKind.Time32 or ColumnKind.Time64 => TypeKind.Time,
        ColumnKind.Timestamp => TypeKind.Timestamp,
        ColumnKind.Duration => TypeKind.Duration,
        ColumnKind.List => TypeKind.List,
        >= ColumnKind.Float16 and <= ColumnKind.Float64 => TypeKind.FloatingPoint,
        _ => TypeKind.Int,
    };

    /// <summary>Writes the type's table.</summary>
    public static void Write(FlatWriter writer, int pointer, ColumnType type)
    {
        switch (KindOf(type.Kind))
        {
            case TypeKind.Int:
                var integer = writer.Table(pointer, sizeof(int), sizeof(bool));
                writer.Put32(integer[0], type.Width * 8);
                writer.Put8(integer[1], type.Kind <= ColumnKind.Int64 ? 1 : 0);
                break;
            case TypeKind.FloatingPoint:
                WriteShort(writer, pointer, type.Kind - ColumnKind.Float16);
                break;
            case TypeKind.Date:
                WriteShort(writer, pointer, type.Kind - ColumnKind.Date32);
                break;
            case TypeKind.Time:
                var time = writer.Table(pointer, sizeof(short), sizeof(int));
                writer.Put16(time[0], (int)type.Unit);
                writer.Put32(time[1], type.Width * 8);
                break;
            case TypeKind.Timestamp:
                WriteTimestamp(writer, pointer, type);
                break;
            case TypeKind.Duration:
                WriteShort(writer, pointer, (int)type.Unit);
                break;
            default:
                writer.Table(pointer);
                break;
        }
    }

    private static void WriteTimestamp(FlatWriter writer, int pointer, ColumnType type)
    {
        var timestamp = writer.Table(pointer, sizeof(short), type.Zone is null ? (byte)0 : (byte)sizeof(uint));
        writer.Put16(timestamp[0], (int)type.Unit);
        if (type.Zone is not null) writer.Text(timestamp[1], type.Zone);
    }

    private static void WriteShort(FlatWriter writer, int pointer, int value)
    {
        var table = writer.Table(pointer, sizeof(short));
        writer.Put16(table[0], value);
    }
}
