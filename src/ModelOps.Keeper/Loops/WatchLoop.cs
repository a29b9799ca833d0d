using System.Globalization;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Loops;

/// <summary>
/// Goes through rounds until it is ended. Its memory lies in its folder and is kept through failures and restarts; a round that fails is recorded and
/// the next one is tried.
/// </summary>
/// <param name="loop">The rounds.</param>
/// <param name="folder">The watch's folder; each round gets one inside of it.</param>
/// <param name="settings">How often.</param>
/// <param name="time">The clock.</param>
public sealed class WatchLoop(ClosedLoop loop, ReportFolder folder, WatchSettings settings, TimeProvider time)
{
    private LoopMemory? _memory;
    private ClosedLoopReport? _last;
    private string? _lastFolder;
    private string? _lastError;
    private string? _blocked;
    private int _iterations;

    /// <summary>Watches until the iterations are done or the token ends it, which is no error.</summary>
    /// <param name="memory">What earlier sessions left.</param>
    /// <param name="source">Where samples come from; made anew for each round, so that one that broke is not used again.</param>
    /// <param name="recording">The copy of the lines.</param>
    /// <param name="show">Told of each iteration when it is over.</param>
    /// <param name="cancellationToken">Ends the watch cleanly.</param>
    /// <exception cref="OutsideException">The watch's own folder can't be written.</exception>
    public async Task<WatchSession> RunAsync(
        LoopMemory memory, Func<ITelemetrySource> source, RawRecording? recording, Action<WatchSession> show, CancellationToken cancellationToken)
    {
        _memory = memory;
        var started = time.GetUtcNow();
        var session = Write(started, recording);
        while (!cancellationToken.IsCancellationRequested && (settings.MaxIterations is not { } most || _iterations < most))
        {
            try
            {
                if (_iterations > 0) await Task.Delay(settings.Interval, time, cancellationToken);
                await IterateAsync(source, recording, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            session = Write(started, recording);
            show(session);
        }
        return Write(started, recording);
    }

    private async Task IterateAsync(Func<ITelemetrySource> source, RawRecording? recording, CancellationToken cancellationToken)
    {
        var tick = _memory!.Totals.IterationsDone;
        var round = ReportFolder.Open(folder.File(string.Create(CultureInfo.InvariantCulture, $"iter_{tick + 1:0000}")), time);
        (_lastFolder, _last, _lastError) = (round.Path, null, null);
        try
        {
            _last = await loop.RunAsync(new(round, source(), recording, tick), _memory, Remember, cancellationToken);
            _blocked ??= _last.ApplyBlockedReason;
        }
        catch (Exception fault) when (IsOfTheRound(fault, cancellationToken))
        {
            Record(round, fault);
        }
        _iterations++;
    }

    // A cancellation that nobody asked for is a time-out of something outside.
    private static bool IsOfTheRound(Exception fault, CancellationToken cancellationToken) =>
        fault is ModelOpsException or IOException or UnauthorizedAccessException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private void Remember(LoopMemory memory)
    {
        MemoryFile.Write(folder, memory);
        _memory = memory;
    }

    private void Record(ReportFolder round, Exception fault)
    {
        var error = fault as ModelOpsException;
        _lastError = fault.Message;
        var failure = new WatchFailure(ReportTimes.Text(time.GetUtcNow()), error?.Code ?? "file_system", fault.Message, error?.Remedy);
        round.Write(WatchFailure.FileName, failure, LoopsJson.Default.WatchFailure);
        round.Explanations.Add("watch_iteration_failed", new() { ["error_code"] = failure.ErrorCode, ["message"] = failure.Message });
        Remember(_memory! with { Totals = _memory!.Totals.WithFailure() });
    }

    private WatchSession Write(DateTimeOffset started, RawRecording? recording)
    {
        var report = new WatchReport(new(started, time.GetUtcNow()), _memory!.Totals)
        {
            IntervalS = settings.Interval.TotalSeconds,
            MaxIterations = settings.MaxIterations,
            SessionIterations = _iterations,
            LastError = _lastError,
            LastIterationOutDir = _lastFolder,
            ObserveRecordRawPath = recording?.Path,
            ObserveRecordRawLinesWritten = recording?.LinesWritten,
            ArtifactPaths = new(
                folder.File(WatchReport.FileName),
                folder.File(WatchReport.SummaryName),
                _last is null ? null : Path.Combine(_last.OutDir, ClosedLoopReport.FileName),
                _lastFolder is null ? null : Path.Combine(_lastFolder, "explain.jsonl")),
        };
        folder.Write(WatchReport.FileName, report, LoopsJson.Default.WatchReport);
        folder.WriteText(WatchReport.SummaryName, WatchSummary.Markdown(report));
        return new(report, _last, _blocked);
    }
}
