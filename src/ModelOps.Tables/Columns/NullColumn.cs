namespace ModelOps.Tables.Columns;

/// <summary>A column of which every value is missing; it has no bytes.</summary>
internal sealed class NullColumn(string name, int rows) : Column(name, NullType, rows)
{
    private static readonly ColumnType NullType = new(ColumnKind.Null);

    public override int NullCount => Rows;

    public override bool IsNull(int row) => true;

    public override double[] ToDoubles()
    {
        var result = GC.AllocateUninitializedArray<double>(Rows);
        Array.Fill(result, double.NaN);
        return result;
    }

    public override double GetDouble(int row) => double.NaN;

    public override string? GetText(int row) => null;

    public override ReadOnlySpan<byte> GetBytes(int row) => default;

    public override object? GetValue(int row) => null;

    public override string? Display(int row) => null;

    public override CellKey GetKey(int row) => CellKey.Null;

    public override Column Renamed(string name) => new NullColumn(name, Rows);

    internal override void AppendTo(ColumnLayout layout) => layout.AddNull(Rows);

    internal override Column Concat(IReadOnlyList<Column> chunks) => new NullColumn(Name, TotalRows(chunks));

    internal override Column Gather(ReadOnlySpan<int> rows) => new NullColumn(Name, rows.Length);
}
