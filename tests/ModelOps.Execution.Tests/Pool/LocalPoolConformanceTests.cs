using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Conformance;

namespace ModelOps.Execution.Tests.Pool;

public sealed class LocalPoolConformanceTests : SimulationEngineConformance, IDisposable
{
    private readonly PythonFolder _bundle = new(Model);

    public void Dispose() => _bundle.Dispose();

    protected override ISimulationEngine Create(string entrypoint) => new LocalPool(_bundle.Bind(entrypoint), new() { Workers = 2 });
}
