namespace ModelOps.Tables.Columns;

/// <summary>A column of truth values, a bit each.</summary>
internal sealed class BoolColumn : Column
{
    private static readonly ColumnType BoolType = new(ColumnKind.Bool);

    private readonly ReadOnlyMemory<byte> _bits;
    private readonly Validity _validity;

    public BoolColumn(string name, ReadOnlyMemory<byte> bits, int rows, Validity validity)
        : base(name, BoolType, rows)
    {
        _bits = bits[..Bitmap.Bytes(rows)];
        _validity = validity;
    }

    public override int NullCount => _validity.NullCount;

    public override bool IsNull(int row) => _validity.IsNull(row);

    public override double[] ToDoubles()
    {
        var bits = _bits.Span;
        var result = GC.AllocateUninitializedArray<double>(Rows);
        for (var i = 0; i < result.Length; i++) result[i] = Bitmap.Get(bits, i) ? 1 : 0;
        _validity.Overwrite(result, double.NaN);
        return result;
    }

    public override double GetDouble(int row) => IsNull(row) ? double.NaN : At(row) ? 1 : 0;

    public override bool GetBool(int row) => IsNull(row) ? throw Missing(row) : At(row);

    public override object? GetValue(int row) => IsNull(row) ? null : At(row);

    public override string? Display(int row) => IsNull(row) ? null : At(row) ? "true" : "false";

    public override CellKey GetKey(int row) => IsNull(row) ? CellKey.Null : CellKey.Of(At(row));

    public override Column Renamed(string name) => new BoolColumn(name, _bits, Rows, _validity);

    internal override void AppendTo(ColumnLayout layout)
    {
        layout.Add(Rows, _validity);
        layout.Add(NullCount == 0 ? Bitmap.Trim(_bits, Rows) : Cleared());
    }

    internal override Column Concat(IReadOnlyList<Column> chunks)
    {
        var rows = TotalRows(chunks);
        var bits = new byte[Bitmap.Bytes(rows)];
        var start = 0;
        foreach (var chunk in chunks)
        {
            Bitmap.Append(bits, start, ((BoolColumn)chunk)._bits.Span, chunk.Rows);
            start += chunk.Rows;
        }
        return new BoolColumn(Name, bits, rows, Validity.Concat<BoolColumn>(chunks, rows, chunk => chunk._validity));
    }

    internal override Column Gather(ReadOnlySpan<int> rows)
    {
        var bits = new byte[Bitmap.Bytes(rows.Length)];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0 && At(rows[i])) Bitmap.Set(bits, i);
        }
        return new BoolColumn(Name, bits, rows.Length, _validity.Gather(rows));
    }

    private bool At(int row) => Bitmap.Get(_bits.Span, row);

    // The bits under missing values and past the last row are arbitrary; written bytes must not depend on them.
    private ReadOnlyMemory<byte> Cleared()
    {
        var copy = _bits.ToArray();
        var valid = _validity.Bits;
        for (var i = 0; i < copy.Length; i++) copy[i] &= valid[i];
        return Bitmap.Trim(copy, Rows);
    }
}
