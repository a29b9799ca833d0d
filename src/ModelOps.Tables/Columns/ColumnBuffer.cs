namespace ModelOps.Tables.Columns;

/// <summary>One column as raw little-endian buffers, such as a worker sends them.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Kind">Bool, an integer of 8 to 64 bits, Float32, Float64 or Utf8; others are code <c>unsupported_table</c>.</param>
/// <param name="Values">
/// Bool: a byte a value, 0 is false. Numbers: their bytes. Utf8: the texts end to end. Numbers and texts are not copied: the memory
/// must stay as it is while the column is used.
/// </param>
/// <param name="Offsets">Utf8 only: rows + 1 32-bit offsets into the values, the first at least 0, never falling.</param>
/// <param name="Present">A byte a row, 0 for a missing value; empty if none is missing.</param>
public readonly record struct ColumnBuffer(
    string Name,
    ColumnKind Kind,
    ReadOnlyMemory<byte> Values,
    ReadOnlyMemory<byte> Offsets = default,
    ReadOnlyMemory<byte> Present = default)
{
    /// <summary>The column over these buffers; buffers that do not fit together are code <c>invalid_table</c>.</summary>
    public Column ToColumn()
    {
        var rows = Rows();
        if (!Present.IsEmpty && Present.Length != rows)
            throw InvalidTable.Because($"column '{Name}' has {rows} values and {Present.Length} bytes that say which are missing");
        var validity = Validity.FromFlags(Present.Span, rows);
        return Kind switch
        {
            ColumnKind.Bool => new BoolColumn(Name, Bitmap.Pack(Values.Span), rows, validity),
            ColumnKind.Utf8 => new OffsetBytesColumn(Name, isText: true, CheckedTexts(rows, validity), rows, validity),
            _ => FixedWidthColumns.Create(Name, new ColumnType(Kind), Values, rows, validity),
        };
    }

    /// <summary>The table over the buffers of its columns.</summary>
    public static ArrowTable ToTable(ReadOnlySpan<ColumnBuffer> columns)
    {
        var result = new Column[columns.Length];
        for (var i = 0; i < result.Length; i++) result[i] = columns[i].ToColumn();
        return new(result);
    }

    private int Rows()
    {
        switch (Kind)
        {
            case ColumnKind.Bool:
                return Values.Length;
            case ColumnKind.Utf8:
                return Offsets.Length >= sizeof(int) && Offsets.Length % sizeof(int) == 0
                    ? Offsets.Length / sizeof(int) - 1
                    : throw InvalidTable.Because($"column '{Name}' has {Offsets.Length} offset bytes; expected 4 for each row and 4 more");
            case >= ColumnKind.Int8 and <= ColumnKind.Float64:
                var width = new ColumnType(Kind).Width;
                return Values.Length % width == 0
                    ? Values.Length / width
                    : throw InvalidTable.Because($"column '{Name}' has {Values.Length} bytes, no multiple of the {width} of a value");
            default:
                throw InvalidTable.Unsupported(
                    $"Column '{Name}' is {new ColumnType(Kind)}; raw buffers are bool, numbers or utf8.",
                    "Send such a column inside an Arrow stream.");
        }
    }

    private OffsetBytes CheckedTexts(int rows, Validity validity)
    {
        var texts = new OffsetBytes(Offsets, Values);
        OffsetChecks.NeverFalling(Name, texts.OffsetValues, Values.Length);
        OffsetChecks.Utf8(Name, texts, rows, validity);
        return texts;
    }
}
