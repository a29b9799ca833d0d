using System.Runtime.CompilerServices;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Tests.Coverage;

/// <summary>Simulates by a pure function, each task when it comes.</summary>
internal sealed class FunctionEngine(Func<SimulationTask, SimulationOutcome> simulate) : ISimulationEngine
{
    public Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new PlatformFingerprint([KeyValuePair.Create("engine", "function")]));

    public async IAsyncEnumerable<SimulationOutcome> RunAsync(IAsyncEnumerable<SimulationTask> tasks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var task in tasks.WithCancellation(cancellationToken)) yield return simulate(task);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
