using System.Runtime.CompilerServices;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Bench.Postgres;

/// <summary>Answers every task with no table after the given time, one at a time; after none at all if the time is zero.</summary>
internal sealed class TimedEngine(TimeSpan each) : ISimulationEngine
{
    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken) => Task.FromResult(new PlatformFingerprint([]));

    public async IAsyncEnumerable<SimulationOutcome> RunAsync(
        IAsyncEnumerable<SimulationTask> tasks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var task in tasks.WithCancellation(cancellationToken))
        {
            if (each > TimeSpan.Zero) await Task.Delay(each, TimeProvider.System, cancellationToken);
            yield return new(task.Id, SimulationStatus.Completed, SimulationOutcome.NoTables, null, 1, each);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
