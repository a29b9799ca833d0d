namespace ModelOps.Tables.Columns;

/// <summary>A column of codes into a dictionary of distinct values. It is written as the plain values.</summary>
/// <param name="name">The name of the column.</param>
/// <param name="codes">Row numbers of the dictionary, each in range; -1 is a missing value.</param>
/// <param name="dictionary">The values; one of them may itself be a missing value.</param>
internal sealed class DictionaryColumn(string name, int[] codes, Column dictionary) : Column(name, dictionary.Type, codes.Length)
{
    private int? _nullCount;

    public override int NullCount => _nullCount ??= CountNulls();

    public override bool IsNull(int row) => codes[row] < 0 || dictionary.IsNull(codes[row]);

    public override double[] ToDoubles()
    {
        var values = dictionary.ToDoubles();
        var result = GC.AllocateUninitializedArray<double>(Rows);
        for (var i = 0; i < result.Length; i++) result[i] = codes[i] < 0 ? double.NaN : values[codes[i]];
        return result;
    }

    public override double GetDouble(int row) => codes[row] < 0 ? double.NaN : dictionary.GetDouble(codes[row]);

    public override long GetInt64(int row) => dictionary.GetInt64(Code(row));

    public override ulong GetUInt64(int row) => dictionary.GetUInt64(Code(row));

    public override bool GetBool(int row) => dictionary.GetBool(Code(row));

    public override string? GetText(int row) => codes[row] < 0 ? null : dictionary.GetText(codes[row]);

    public override ReadOnlySpan<byte> GetBytes(int row) => codes[row] < 0 ? default : dictionary.GetBytes(codes[row]);

    public override object? GetValue(int row) => codes[row] < 0 ? null : dictionary.GetValue(codes[row]);

    public override string? Display(int row) => codes[row] < 0 ? null : dictionary.Display(codes[row]);

    public override CellKey GetKey(int row) => codes[row] < 0 ? CellKey.Null : dictionary.GetKey(codes[row]);

    public override Column Renamed(string name) => new DictionaryColumn(name, codes, dictionary);

    internal override void AppendTo(ColumnLayout layout) => dictionary.Gather(codes).AppendTo(layout);

    internal override Column Concat(IReadOnlyList<Column> chunks) =>
        throw new NotSupportedException("The reader joins the codes of dictionary columns before it makes the column.");

    internal override Column Gather(ReadOnlySpan<int> rows)
    {
        var picked = new int[rows.Length];
        for (var i = 0; i < picked.Length; i++) picked[i] = rows[i] < 0 ? -1 : codes[rows[i]];
        return dictionary.Gather(picked).Renamed(Name);
    }

    private int Code(int row) => codes[row] < 0 ? throw Missing(row) : codes[row];

    private int CountNulls()
    {
        var count = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            if (IsNull(i)) count++;
        }
        return count;
    }
}
