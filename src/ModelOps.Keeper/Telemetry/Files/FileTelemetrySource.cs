using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>
/// Samples in a file of JSON lines (<c>.jsonl</c>) or of comma-separated values with a heading (<c>.csv</c>). With a cursor the reading goes on
/// where an earlier one ended; a file that became shorter or begins otherwise is another one and read from its start.
/// </summary>
public sealed class FileTelemetrySource : ITelemetrySource
{
    private const int HeadLength = 4096;
    private const int LinesBetweenChecks = 4096;

    private readonly string _path;
    private readonly RawRecording? _recording;
    private readonly TimeProvider _time;
    private readonly bool _csv;

    /// <summary>A source on a file.</summary>
    /// <param name="path">Absolute; ends in <c>.jsonl</c> or <c>.csv</c>, in any case.</param>
    /// <param name="recording">Gets a copy of every line; <see langword="null"/> for none.</param>
    /// <param name="time">The clock that tells what lies in the future.</param>
    /// <exception cref="InvalidInputException">Code <c>unknown_telemetry_format</c>.</exception>
    public FileTelemetrySource(string path, RawRecording? recording, TimeProvider time)
    {
        (_path, _recording, _time) = (path, recording, time);
        _csv = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => true,
            ".jsonl" => false,
            var other => throw new InvalidInputException("unknown_telemetry_format", $"{path} ends in '{other}'; telemetry is read from .jsonl and .csv files."),
        };
    }

    /// <inheritdoc />
    public string Kind => "file";

    /// <inheritdoc />
    /// <exception cref="InvalidInputException">Code <c>telemetry_not_found</c>.</exception>
    public Task<TelemetryBatch> ReadAsync(TelemetryCursor? from, CancellationToken cancellationToken) => Task.Run(() => Read(from, cancellationToken), cancellationToken);

    private TelemetryBatch Read(TelemetryCursor? from, CancellationToken cancellationToken)
    {
        if (!File.Exists(_path)) throw new InvalidInputException("telemetry_not_found", $"There is no telemetry file {_path}.");
        var collector = new SampleCollector(_time);
        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Read(file, from, collector, cancellationToken);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return collector.Collect() with { Error = $"{_path} could not be read to its end: {cause.Message}", Cursor = from };
        }
    }

    private TelemetryBatch Read(FileStream file, TelemetryCursor? from, SampleCollector collector, CancellationToken cancellationToken)
    {
        var rows = new FileRows(_csv, collector);
        var start = from is not null && Continues(file, from) ? from.Offset : 0;
        if (_csv && start > 0) ReadHeading(file, rows);
        if (start > 0) file.Position = start;
        using var lines = new LineReader(file, _recording);
        while (lines.TryRead(out var line, out var tooLong))
        {
            rows.Take(line, tooLong);
            if (collector.RowsRead % LinesBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
        }
        // A last line without its end may still be written to, unless nothing was added since the last reading.
        var final = from is null || file.Length == from.Length;
        if (lines.TryReadTail(out var tail, out var cut) && (final || rows.IsWhole(tail, cut)))
        {
            rows.Take(tail, cut);
            lines.ConsumeTail();
        }
        var batch = collector.Collect();
        return from is null ? batch : batch with { Cursor = CursorAt(file, start + lines.Consumed) };
    }

    private static void ReadHeading(FileStream file, FileRows rows)
    {
        file.Position = 0;
        using var lines = new LineReader(file, recording: null);
        if (lines.TryRead(out var heading, out var tooLong)) rows.Take(heading, tooLong);
    }

    private static bool Continues(FileStream file, TelemetryCursor from) => file.Length >= from.Offset && HeadOf(file, from.Offset) == from.Head;

    private static TelemetryCursor CursorAt(FileStream file, long offset) => new(offset, file.Length, HeadOf(file, offset));

    private static string HeadOf(FileStream file, long offset)
    {
        var head = new byte[Math.Min(HeadLength, offset)];
        var read = RandomAccess.Read(file.SafeFileHandle, head, 0);
        return Digest.Of(head.AsSpan(0, read)).ToString();
    }
}
