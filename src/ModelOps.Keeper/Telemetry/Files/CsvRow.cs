using System.Text.Unicode;
using ModelOps.Keeper.Telemetry.Fields;

namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>
/// Reads rows of comma-separated cells under a heading. A cell may be quoted, but does not go over a line end: no field needs it, and a quote
/// that is never closed would hide all rows after it.
/// </summary>
internal sealed class CsvRow
{
    private readonly SampleFields _fields = new();
    private readonly WorkerList _workers;
    private readonly List<TelemetryField> _columns = [];

    /// <summary>A reader of rows.</summary>
    /// <param name="heading">The first line: the names of the columns. A name that is no field's marks a column to pass over.</param>
    public CsvRow(ReadOnlySpan<byte> heading)
    {
        _workers = new(_fields);
        var cells = new CsvCells(heading);
        while (cells.TryNext(out var name)) _columns.Add(FieldNames.Find(name.Trim(" \t"u8)));
    }

    /// <summary>Reads a row.</summary>
    /// <param name="line">Without its line end.</param>
    /// <param name="sample">The sample, if it is one.</param>
    /// <returns>Why it is none; <see langword="null"/> if it is one.</returns>
    public DropReason? Read(ReadOnlySpan<byte> line, out Sample sample)
    {
        _fields.Clear();
        sample = default;
        if (!Utf8.IsValid(line)) return DropReason.InvalidText;
        var cells = new CsvCells(line);
        var column = 0;
        for (; cells.TryNext(out var cell); column++)
        {
            if (column == _columns.Count) return DropReason.InvalidShape;
            if (_columns[column] == TelemetryField.Workers) _workers.ReadText(cell);
            else _fields.SetText(_columns[column], cell);
        }
        return cells.Malformed || column != _columns.Count ? DropReason.InvalidShape : _fields.Build(out sample);
    }
}
