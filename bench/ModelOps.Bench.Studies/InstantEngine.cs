using System.Runtime.CompilerServices;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Bench.Studies;

/// <summary>Answers every task at once with no table, so that what is left is the cost of the study itself.</summary>
internal sealed class InstantEngine : ISimulationEngine
{
    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken) => Task.FromResult(new PlatformFingerprint([]));

    public async IAsyncEnumerable<SimulationOutcome> RunAsync(
        IAsyncEnumerable<SimulationTask> tasks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var task in tasks.WithCancellation(cancellationToken))
            yield return new(task.Id, SimulationStatus.Completed, SimulationOutcome.NoTables, null, 1, TimeSpan.Zero);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
