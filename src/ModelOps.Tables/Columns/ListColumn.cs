using System.Runtime.InteropServices;

namespace ModelOps.Tables.Columns;

/// <summary>A column of lists of truth values or numbers: list i is the items between offsets i and i + 1.</summary>
/// <param name="name">The name of the column.</param>
/// <param name="offsets">One more offset than there are rows, never falling, within the items.</param>
/// <param name="items">The items of all lists.</param>
/// <param name="validity">Which lists are there at all.</param>
internal sealed class ListColumn(string name, int[] offsets, Column items, Validity validity)
    : Column(name, new ColumnType(ColumnKind.List, Item: items.Type.Kind), offsets.Length - 1)
{
    private readonly Validity _validity = validity;

    public override int NullCount => _validity.NullCount;

    public override bool IsNull(int row) => _validity.IsNull(row);

    public override double[]? GetDoubles(int row)
    {
        if (IsNull(row)) return null;
        var result = new double[offsets[row + 1] - offsets[row]];
        for (var i = 0; i < result.Length; i++) result[i] = items.GetDouble(offsets[row] + i);
        return result;
    }

    public override object? GetValue(int row) => GetDoubles(row);

    public override string? Display(int row) => IsNull(row)
        ? null
        : $"[{string.Join(", ", Enumerable.Range(offsets[row], offsets[row + 1] - offsets[row]).Select(i => items.Display(i) ?? "null"))}]";

    public override CellKey GetKey(int row) => throw Mismatch("single values that a join can compare");

    public override Column Renamed(string name) => new ListColumn(name, offsets, items, _validity);

    internal override void AppendTo(ColumnLayout layout)
    {
        var compact = Compacted();
        layout.Add(Rows, compact._validity);
        layout.Add(MemoryMarshal.AsBytes<int>(compact.Offsets).ToArray());
        compact.Items.AppendTo(layout);
    }

    internal override Column Concat(IReadOnlyList<Column> chunks)
    {
        var rows = TotalRows(chunks);
        var joined = new int[WithinArray(rows + 1L, "rows")];
        // The items of a slice may begin before its first list and go on after its last.
        var compact = chunks.Select(chunk => ((ListColumn)chunk).Compacted()).ToList();
        var parts = compact.ConvertAll(chunk => chunk.Items);
        _ = TotalRows(parts);
        var (row, start) = (0, 0);
        foreach (var chunk in compact)
        {
            for (var i = 1; i <= chunk.Rows; i++) joined[row + i] = start + chunk.Offsets[i];
            row += chunk.Rows;
            start += chunk.Items.Rows;
        }
        return new ListColumn(Name, joined, parts[0].Concat(parts), Validity.Concat<ListColumn>(chunks, rows, chunk => chunk._validity));
    }

    internal override Column Gather(ReadOnlySpan<int> rows) => GatherLists(rows);

    private ListColumn Compacted()
    {
        if (IsCompact()) return this;
        var all = new int[Rows];
        for (var i = 0; i < all.Length; i++) all[i] = IsNull(i) ? -1 : i;
        return GatherLists(all);
    }

    private ListColumn GatherLists(ReadOnlySpan<int> rows)
    {
        var picked = new List<int>();
        var ends = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0 && !IsNull(rows[i]))
            {
                for (var item = offsets[rows[i]]; item < offsets[rows[i] + 1]; item++) picked.Add(item);
            }
            ends[i + 1] = picked.Count;
        }
        return new(Name, ends, items.Gather(CollectionsMarshal.AsSpan(picked)), _validity.Gather(rows));
    }

    private int[] Offsets => offsets;

    private Column Items => items;

    private bool IsCompact()
    {
        if (offsets[0] != 0 || offsets[Rows] != items.Rows) return false;
        foreach (var row in _validity.MissingRows())
        {
            if (offsets[row] != offsets[row + 1]) return false;
        }
        return true;
    }
}
