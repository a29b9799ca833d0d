using System.Runtime.CompilerServices;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Environments;

/// <summary>Installs what a model needs, then runs it by another engine, which it creates and owns.</summary>
/// <param name="model">What is run.</param>
/// <param name="worker">How its workers are started.</param>
/// <param name="environments">Where packages are installed.</param>
/// <param name="create">Creates the other engine, once the interpreter is known.</param>
public sealed class EnvironmentEngine(
    ModelBinding model, WorkerOptions worker, PythonEnvironments environments, Func<WorkerOptions, ISimulationEngine> create) : ISimulationEngine
{
    private readonly SemaphoreSlim _gate = new(1);
    private ISimulationEngine? _inner;

    /// <inheritdoc />
    public async Task<PlatformFingerprint> PrepareAsync(CancellationToken cancellationToken) =>
        await (await InnerAsync(cancellationToken)).PrepareAsync(cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<SimulationOutcome> RunAsync(
        IAsyncEnumerable<SimulationTask> tasks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inner = await InnerAsync(cancellationToken);
        await foreach (var outcome in inner.RunAsync(tasks, cancellationToken)) yield return outcome;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_inner is not null) await _inner.DisposeAsync();
        _gate.Dispose();
    }

    private async Task<ISimulationEngine> InnerAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _inner ??= create(await environments.ForAsync(model, worker, cancellationToken));
        }
        finally
        {
            _gate.Release();
        }
    }
}
