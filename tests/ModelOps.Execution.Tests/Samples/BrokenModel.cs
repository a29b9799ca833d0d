using ModelOps.Model;

namespace ModelOps.Execution.Tests.Samples;

/// <summary>Can't be created.</summary>
public sealed class BrokenModel : ISimulationModel
{
    public BrokenModel() => throw new FileNotFoundException("population.csv is missing");

    public IReadOnlyDictionary<string, Table> Simulate(Model.Parameters parameters, ulong seed) => throw new NotSupportedException();
}
