using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Conformance;

namespace ModelOps.Execution.Tests.Dask;

[Collection(DaskTests.Name)]
public sealed class DaskEngineConformanceTests(DaskFixture fixture) : SimulationEngineConformance, IAsyncLifetime
{
    private readonly PythonFolder _bundle = new(Model);
    private string _address = "";

    public async ValueTask InitializeAsync() => _address = (await fixture.ClusterAsync()).Address;

    public ValueTask DisposeAsync()
    {
        _bundle.Dispose();
        return ValueTask.CompletedTask;
    }

    // Batches that last longer than Dask takes to hand them out.
    protected override int Window => 30_000;

    protected override ISimulationEngine Create(string entrypoint) => _bundle.Bind(entrypoint).On(_address);
}
