namespace ModelOps.Tables.Columns;

/// <summary>Makes the column of a type that is known only at run time.</summary>
internal static class FixedWidthColumns
{
    /// <summary>A column of numbers, dates or times over at least rows x width bytes.</summary>
    public static Column Create(string name, ColumnType type, ReadOnlyMemory<byte> values, int rows, Validity validity) => type.Kind switch
    {
        ColumnKind.Int8 => new NumberColumn<sbyte>(name, values, rows, validity),
        ColumnKind.Int16 => new NumberColumn<short>(name, values, rows, validity),
        ColumnKind.Int32 => new NumberColumn<int>(name, values, rows, validity),
        ColumnKind.Int64 => new NumberColumn<long>(name, values, rows, validity),
        ColumnKind.UInt8 => new NumberColumn<byte>(name, values, rows, validity),
        ColumnKind.UInt16 => new NumberColumn<ushort>(name, values, rows, validity),
        ColumnKind.UInt32 => new NumberColumn<uint>(name, values, rows, validity),
        ColumnKind.UInt64 => new NumberColumn<ulong>(name, values, rows, validity),
        ColumnKind.Float16 => new NumberColumn<Half>(name, values, rows, validity),
        ColumnKind.Float32 => new NumberColumn<float>(name, values, rows, validity),
        ColumnKind.Float64 => new NumberColumn<double>(name, values, rows, validity),
        _ => new TemporalColumn(name, type, values, rows, validity),
    };
}
