namespace ModelOps.Tables.Columns;

/// <summary>Which rows of a column hold a value. The default is: all.</summary>
internal readonly struct Validity
{
    private readonly ReadOnlyMemory<byte> _bits;

    /// <param name="bits">A bitmap of at least <paramref name="rows"/> bits; a set bit is a value.</param>
    /// <param name="rows">The rows of the column.</param>
    public Validity(ReadOnlyMemory<byte> bits, int rows)
    {
        NullCount = rows - Bitmap.Count(bits.Span, rows);
        _bits = NullCount == 0 ? default : bits[..Bitmap.Bytes(rows)];
    }

    /// <summary>How many rows are missing.</summary>
    public int NullCount { get; }

    /// <summary>The bitmap; empty when no row is missing.</summary>
    public ReadOnlySpan<byte> Bits => _bits.Span;

    /// <summary>Validity from flags, one byte a row, 0 for a missing value; none given means that all rows hold values.</summary>
    public static Validity FromFlags(ReadOnlySpan<byte> flags, int rows) => flags.IsEmpty ? default : new(Bitmap.Pack(flags), rows);

    /// <summary>Validity of rows picked by index; -1 is a missing row.</summary>
    public Validity Gather(ReadOnlySpan<int> rows)
    {
        var bits = new byte[Bitmap.Bytes(rows.Length)];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0 && !IsNull(rows[i])) Bitmap.Set(bits, i);
        }
        return new(bits, rows.Length);
    }

    /// <summary>The validity of chunks laid end to end.</summary>
    public static Validity Concat<TColumn>(IReadOnlyList<Column> chunks, int rows, Func<TColumn, Validity> validityOf)
        where TColumn : Column
    {
        if (chunks.All(chunk => validityOf((TColumn)chunk).NullCount == 0)) return default;
        var bits = new byte[Bitmap.Bytes(rows)];
        var start = 0;
        foreach (var chunk in chunks)
        {
            var validity = validityOf((TColumn)chunk);
            if (validity.NullCount == 0) Bitmap.Fill(bits, start, chunk.Rows);
            else Bitmap.Append(bits, start, validity.Bits, chunk.Rows);
            start += chunk.Rows;
        }
        return new(bits, rows);
    }

    /// <summary>Whether a row is missing.</summary>
    public bool IsNull(int row) => NullCount != 0 && !Bitmap.Get(_bits.Span, row);

    /// <summary>Overwrites the missing rows of decoded values.</summary>
    public void Overwrite<T>(Span<T> values, T missing)
    {
        if (NullCount == 0) return;
        foreach (var row in MissingRows()) values[row] = missing;
    }

    /// <summary>The missing rows in order, found a word of the bitmap at a time.</summary>
    public ClearBits MissingRows() => new(_bits.Span, NullCount);

    /// <summary>The bitmap as it is written: empty when no row is missing, unused bits clear.</summary>
    public ReadOnlyMemory<byte> Encoded(int rows) => NullCount == 0 ? default : Bitmap.Trim(_bits, rows);
}
