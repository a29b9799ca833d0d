using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Cache;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Conformance;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Cache;

/// <summary>An engine that keeps everything and has nothing yet.</summary>
public sealed class EmptyCacheConformanceTests : SimulationEngineConformance, IDisposable
{
    private readonly PythonFolder _bundle = new(Model);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _bundle.Dispose();
        _folder.Dispose();
    }

    protected override ISimulationEngine Create(string entrypoint)
    {
        var model = _bundle.Bind(entrypoint);
        return new CachedEngine(new LocalPool(model, new() { Workers = 2 }), model, new(_folder.Path, TimeProvider.System));
    }
}
