using System.Diagnostics.CodeAnalysis;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Execution.Tasks;

/// <summary>Rows that wait for a commit, by table and columns.</summary>
internal sealed class PendingRows(TableFormat format)
{
    private const string NumberColumn = "task";

    private readonly Dictionary<(string Table, string Header), (byte[] Header, List<byte[]> Rows)> _waiting = [];

    /// <summary>Their size.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds the tables of a task behind a column of its number; false, and nothing added, if one can't be read.</summary>
    public bool TryAdd(long number, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables, [NotNullWhen(false)] out string? fault)
    {
        try
        {
            var parts = tables.Select(table => (Name: FileOf(table.Key), Part: TablePart.Of(Numbered(number, ArrowReader.Read(table.Value)), format))).ToList();
            foreach (var (name, part) in parts) Add(name, part);
            fault = null;
            return true;
        }
        catch (InvalidInputException unreadable)
        {
            fault = unreadable.Message;
            return false;
        }
    }

    /// <summary>Adds rows of a table of this program.</summary>
    public void Add(string table, ArrowTable rows) => Add(table, TablePart.Of(rows, format));

    /// <summary>Takes everything, each entry the next piece of a file.</summary>
    public List<(string Table, string HeaderDigest, TablePart Part)> Take()
    {
        var taken = _waiting
            .Select(entry => (entry.Key.Table, entry.Key.Header, new TablePart(entry.Value.Header, TablePart.Join(entry.Value.Header, entry.Value.Rows, format))))
            .ToList();
        _waiting.Clear();
        Bytes = 0;
        return taken;
    }

    private void Add(string table, TablePart part)
    {
        var key = (table, Digest.Of(part.Header).ToString());
        if (!_waiting.TryGetValue(key, out var waiting)) _waiting[key] = waiting = (part.Header, []);
        waiting.Rows.Add(part.Rows);
        Bytes += part.Rows.Length;
    }

    private static ArrowTable Numbered(long number, ArrowTable table)
    {
        var numbers = new long[table.Rows];
        Array.Fill(numbers, number);
        var names = table.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var columns = table.Columns.Select(column => column.Name == NumberColumn ? column.Renamed(FreeName(names)) : column);
        return new([ColumnFactory.Numbers<long>(NumberColumn, numbers), .. columns]);
    }

    private static string FreeName(HashSet<string> taken)
    {
        var name = NumberColumn;
        while (taken.Contains(name)) name += "_";
        return name;
    }

    // A model may name its tables as it likes; what can't be the name of a file is escaped as in a URL.
    private static string FileOf(string table)
    {
        var plain = table.Length > 0 && table[0] != '.' && table.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && !table.Contains('\\', StringComparison.Ordinal);
        return "tables/" + (plain ? table : Uri.EscapeDataString(table).Replace(".", "%2E", StringComparison.Ordinal));
    }
}
