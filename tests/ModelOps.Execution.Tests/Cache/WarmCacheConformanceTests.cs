using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Cache;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Conformance;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Cache;

/// <summary>An engine that knows the results of every other task of the suite.</summary>
public sealed class WarmCacheConformanceTests : SimulationEngineConformance, IAsyncLifetime
{
    private readonly PythonFolder _bundle = new(Model);
    private readonly TemporaryFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        await using var engine = Create("model:simulate");
        await RunAsync(engine, Enumerable.Range(0, 1000).Select(i => Work(i, 2 * i % 7, (ulong)(2 * i))).Append(Work(-1, 1, 1)));
    }

    public ValueTask DisposeAsync()
    {
        _bundle.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override ISimulationEngine Create(string entrypoint)
    {
        var model = _bundle.Bind(entrypoint);
        return new CachedEngine(new LocalPool(model, new() { Workers = 2 }), model, new(_folder.Path, TimeProvider.System));
    }
}
