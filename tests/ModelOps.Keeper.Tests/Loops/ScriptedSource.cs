using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Tests.Loops;

/// <summary>Gives one batch after another, the last one again and again.</summary>
internal sealed class ScriptedSource(params Func<TelemetryBatch>[] batches) : ITelemetrySource
{
    private int _next;

    public string Kind => "file";

    public Task<TelemetryBatch> ReadAsync(TelemetryCursor? from, CancellationToken cancellationToken) => Task.FromResult(batches[Math.Min(_next++, batches.Length - 1)]());
}
