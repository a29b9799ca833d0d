using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Ipc;

/// <summary>The chunks of one field, batch after batch, until they are joined.</summary>
internal sealed class ColumnAssembly(Field field)
{
    private readonly List<Column> _chunks = [];
    private readonly List<(int[] Codes, DictionaryVersion Dictionary)> _coded = [];

    /// <summary>Adds a batch of plain values.</summary>
    public void Add(Column chunk) => _chunks.Add(chunk);

    /// <summary>Adds a batch of codes and the dictionary that was in force.</summary>
    public void Add(int[] codes, DictionaryVersion dictionary) => _coded.Add((codes, dictionary));

    /// <summary>The column.</summary>
    public Column Join()
    {
        if (_coded.Count > 0) return JoinCoded();
        return _chunks.Count switch
        {
            0 => Empty(field.Type),
            1 => _chunks[0],
            _ => _chunks[0].Concat(_chunks),
        };
    }

    // The dictionaries in force one after another become one; the codes of later ones move up.
    private DictionaryColumn JoinCoded()
    {
        var starts = new Dictionary<DictionaryVersion, int>();
        var parts = new List<Column>();
        long count = 0;
        foreach (var (_, version) in _coded)
        {
            if (!starts.TryAdd(version, (int)count)) continue;
            count += version.Count;
            if (count > Array.MaxLength)
                throw InvalidTable.TooLarge($"The dictionaries of column '{field.Name}' have {count:N0} values.", "Split the table.");
            parts.AddRange(version.Parts);
        }
        var dictionary = parts.Count switch
        {
            0 => Empty(field.Type),
            1 => parts[0],
            _ => parts[0].Concat(parts),
        };
        return new(field.Name, JoinCodes(starts), dictionary);
    }

    private int[] JoinCodes(Dictionary<DictionaryVersion, int> starts)
    {
        if (_coded.Count == 1) return _coded[0].Codes;
        var total = _coded.Sum(chunk => (long)chunk.Codes.Length);
        if (total > Array.MaxLength) throw InvalidTable.TooLarge($"Column '{field.Name}' has {total:N0} rows.", "Split the table.");
        var codes = GC.AllocateUninitializedArray<int>((int)total);
        var row = 0;
        foreach (var (chunk, version) in _coded)
        {
            var start = starts[version];
            foreach (var code in chunk) codes[row++] = code < 0 ? -1 : start + code;
        }
        return codes;
    }

    private Column Empty(FieldType type)
    {
        var name = field.Name;
        return type.Layout switch
        {
            FieldLayout.None => new NullColumn(name, 0),
            FieldLayout.Bits => new BoolColumn(name, default, 0, default),
            FieldLayout.FixedWidth => FixedWidthColumns.Create(name, type.Type, default, 0, default),
            FieldLayout.Bytes or FieldLayout.LargeBytes or FieldLayout.Views =>
                new OffsetBytesColumn(name, type.Type.Kind == ColumnKind.Utf8, new(new byte[sizeof(int)], default), 0, default),
            _ => new ListColumn(name, [0], Empty(type.Item!), default),
        };
    }
}
