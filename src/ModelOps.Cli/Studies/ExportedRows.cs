using System.Text;
using ModelOps.Durability.Files;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;
using ModelOps.Tables.Ipc;

namespace ModelOps.Cli.Studies;

/// <summary>Writes tables of the same columns below each other, one of them in memory at a time.</summary>
/// <param name="tables">The tables, at least one.</param>
internal sealed class ExportedRows(IEnumerable<ArrowTable> tables)
{
    /// <summary>How many rows were written.</summary>
    public long Rows { get; private set; }

    /// <summary>Writes them as CSV.</summary>
    public void Print(TextWriter output)
    {
        var isFirst = true;
        foreach (var table in tables)
        {
            if (isFirst) CsvTables.WriteHeader(table, output);
            CsvTables.WriteRows(table, output);
            Rows += table.Rows;
            isFirst = false;
        }
    }

    /// <summary>Writes them into a file, which is there as a whole or not at all.</summary>
    public void Save(string file, bool isArrow)
    {
        using var pending = PendingFile.In(Path.GetDirectoryName(file)!);
        if (isArrow)
        {
            SaveArrow(pending.Stream);
        }
        else
        {
            using var writer = new StreamWriter(pending.Stream, new UTF8Encoding(false), leaveOpen: true);
            Print(writer);
        }
        pending.Commit(file);
    }

    private void SaveArrow(Stream stream)
    {
        var writer = new ArrowStreamWriter(stream);
        foreach (var table in tables)
        {
            writer.Write(table);
            Rows += table.Rows;
        }
        writer.End();
    }
}
