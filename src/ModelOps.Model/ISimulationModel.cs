namespace ModelOps.Model;

/// <summary>A simulation model. A worker creates one instance with the parameterless constructor and calls it many times.</summary>
public interface ISimulationModel
{
    /// <summary>Runs one simulation. The same parameters and seed must give the same tables.</summary>
    /// <param name="parameters">The parameter values by name.</param>
    /// <param name="seed">The only source of randomness, any of the 2^64 values.</param>
    /// <returns>The output tables by name; at least one.</returns>
    IReadOnlyDictionary<string, Table> Simulate(Parameters parameters, ulong seed);
}
