using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Ipc;

/// <summary>Builds a table from its messages, whichever form they came in.</summary>
internal sealed class TableAssembly
{
    private const int DictionaryIdSlot = 0;
    private const int DictionaryDataSlot = 1;
    private const int DictionaryDeltaSlot = 2;

    private readonly Field[] _fields;
    private readonly ColumnAssembly[] _columns;
    private readonly Dictionary<long, Field> _dictionaryFields = [];
    private readonly Dictionary<long, DictionaryVersion> _dictionaries = [];
    private readonly DecompressionBudget _budget;
    private readonly TableLimits _limits;
    private readonly bool _rowsTakeBytes;
    private long _rows;

    public TableAssembly(Field[] fields, TableLimits limits)
    {
        _fields = fields;
        _limits = limits;
        _budget = new(limits.DecompressedBytes);
        _columns = [.. fields.Select(field => new ColumnAssembly(field))];
        _rowsTakeBytes = fields.Any(field => field.Dictionary is not null || field.Type.Layout != FieldLayout.None);
        foreach (var field in fields.Where(field => field.Dictionary is not null))
        {
            if (!_dictionaryFields.TryAdd(field.Dictionary!.Id, field) && _dictionaryFields[field.Dictionary.Id].Type != field.Type)
                throw InvalidTable.Because($"dictionary {field.Dictionary.Id} has two types of values");
        }
    }

    /// <summary>Takes a dictionary batch: it sets a dictionary, sets it anew, or appends to it.</summary>
    public void AddDictionary(MessageFrame message)
    {
        var header = message.Header;
        var id = header.Int64(DictionaryIdSlot, 0);
        if (!_dictionaryFields.TryGetValue(id, out var field)) throw InvalidTable.Because($"no column has dictionary {id}");
        var body = new BatchBody(header.Table(DictionaryDataSlot, "dictionary values"), message.Body, _budget);
        var values = ColumnReader.Read(field.Name, field.Type, ref body);
        body.RequireEnd();
        RequireRows(field.Name, values.Rows, body.Rows);
        CountRows(values.Rows, takeBytes: field.Type.Layout != FieldLayout.None);
        if (!header.Bool(DictionaryDeltaSlot, false)) _dictionaries[id] = new();
        else if (!_dictionaries.ContainsKey(id)) throw InvalidTable.Because($"dictionary {id} is appended to before it is set");
        _dictionaries[id].Append(values);
    }

    /// <summary>Takes a record batch.</summary>
    public void AddBatch(MessageFrame message)
    {
        var body = new BatchBody(message.Header, message.Body, _budget);
        for (var i = 0; i < _fields.Length; i++) AddColumn(_fields[i], _columns[i], ref body);
        body.RequireEnd();
        _rows += body.Rows;
        CountRows(_rows, _rowsTakeBytes);
    }

    /// <summary>The table, once all messages were taken.</summary>
    public ArrowTable Join() => new([.. _columns.Select(column => column.Join())], (int)_rows);

    private void AddColumn(Field field, ColumnAssembly column, ref BatchBody body)
    {
        int rows;
        if (field.Dictionary is { } reference)
        {
            // A column without values may come before any dictionary.
            if (!_dictionaries.TryGetValue(reference.Id, out var dictionary)) _dictionaries[reference.Id] = dictionary = new();
            var codes = ColumnReader.ReadCodes(field.Name, reference.Codes, dictionary.Count, ref body);
            rows = codes.Length;
            column.Add(codes, dictionary);
        }
        else
        {
            var chunk = ColumnReader.Read(field.Name, field.Type, ref body);
            rows = chunk.Rows;
            column.Add(chunk);
        }
        RequireRows(field.Name, rows, body.Rows);
    }

    private static void RequireRows(string name, int rows, int expected)
    {
        if (rows != expected) throw InvalidTable.Because($"column '{name}' has {rows} rows in a batch of {expected}");
    }

    private void CountRows(long rows, bool takeBytes)
    {
        if (rows <= (takeBytes ? int.MaxValue : _limits.RowsWithoutBytes)) return;
        throw InvalidTable.TooLarge(
            $"The table has {rows:N0} rows{(takeBytes ? "" : " without a value in any of them")}.", "Split it into several tables.");
    }
}
