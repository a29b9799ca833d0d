using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Observing;

/// <summary>Reads a source once, judges it and writes the report.</summary>
/// <param name="folder">Where reports and explanations go.</param>
/// <param name="time">The clock.</param>
public sealed class Observer(ReportFolder folder, TimeProvider time)
{
    /// <summary>Observes.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="recording">The copy that the source makes of its lines; <see langword="null"/> if none was asked for.</param>
    /// <param name="cancellationToken">Ends the reading; no report is written then.</param>
    public async Task<ObserveReport> ObserveAsync(ITelemetrySource source, RawRecording? recording, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        folder.Explanations.Add("observe_start", new() { ["source"] = source.Kind });
        var batch = await source.ReadAsync(from: null, cancellationToken);
        recording?.Dispose();
        var signals = SignalDetection.Judge(batch);
        var report = new ObserveReport
        {
            Times = new(started, time.GetUtcNow()),
            OutDir = folder.Path,
            Source = source.Kind,
            Signals = signals,
            SampleCount = batch.Samples.Count,
            Telemetry = TelemetryPayload.Of(batch.Samples),
            Environment = EnvironmentFingerprint.Of(batch.Samples),
            ObserveIngest = batch.Counts,
            RowsRead = batch.RowsRead,
            Error = batch.Error,
            Summary = ObserveSummary.Of(signals),
            RecordRawPath = recording?.Path,
            RecordRawLinesWritten = recording?.LinesWritten,
            RecordRawError = recording?.Error,
        };
        Explain(report);
        return report;
    }

    private void Explain(ObserveReport report)
    {
        var node = JsonSerializer.SerializeToNode(report, ObservingJson.Default.ObserveReport)!.AsObject();
        folder.Explanations.Add("observe_source", Part(node, "source", "sample_count", "rows_read", "observe_ingest", "error", "record_raw_path", "record_raw_lines_written", "record_raw_error"));
        folder.Explanations.Add("observe_signals", Part(node, "signals", "environment"));
        folder.Explanations.Add("observe_summary", Part(node, "summary"));
        var path = folder.Write("observe", ObserveReport.Latest, report, ObservingJson.Default.ObserveReport);
        folder.Explanations.Add("observe_report", new() { ["path"] = path });
        folder.Explanations.Add("observe_stop", []);
    }

    private static JsonObject Part(JsonObject report, params ReadOnlySpan<string> names)
    {
        var part = new JsonObject();
        foreach (var name in names) part[name] = report[name]?.DeepClone();
        return part;
    }
}
