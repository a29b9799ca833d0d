namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>The rows of a file, one line after another.</summary>
/// <param name="csv">Whether they are comma-separated values under a heading; else JSON lines.</param>
/// <param name="collector">What they go to.</param>
internal sealed class FileRows(bool csv, SampleCollector collector)
{
    private readonly JsonRow _json = new();
    private CsvRow? _csv;
    private bool _begun;

    /// <summary>Takes a line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="tooLong">Whether it was cut.</param>
    public void Take(ReadOnlySpan<byte> line, bool tooLong)
    {
        var text = _begun ? line : WithoutByteOrderMark(line);
        _begun = true;
        if (tooLong) collector.Drop(DropReason.TooLong);
        else if (text.Trim(" \t\r"u8).IsEmpty) TakeEmpty();
        else if (csv && _csv is null) _csv = new(text);
        else TakeRow(text);
    }

    /// <summary>Whether a line that has no end yet is a row by itself: more characters could not make it another one.</summary>
    public bool IsWhole(ReadOnlySpan<byte> line, bool tooLong) => !csv && !tooLong && _json.Read(line, out _) is null;

    private void TakeRow(ReadOnlySpan<byte> text)
    {
        if ((csv ? _csv!.Read(text, out var sample) : _json.Read(text, out sample)) is { } reason) collector.Drop(reason);
        else collector.Add(sample);
    }

    // In a list of values an empty line is not even a row.
    private void TakeEmpty()
    {
        if (!csv) collector.Skip();
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> line) => line.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? line[3..] : line;
}
