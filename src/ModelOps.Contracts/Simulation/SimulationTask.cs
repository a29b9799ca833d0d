using ModelOps.Contracts.Parameters;

namespace ModelOps.Contracts.Simulation;

/// <summary>One simulation to run.</summary>
/// <param name="Id">Chosen by the caller, unique within one stream of tasks; the outcome carries it.</param>
/// <param name="Parameters">The parameter values.</param>
/// <param name="Seed">The seed, any 64-bit value.</param>
public sealed record SimulationTask(long Id, ParameterSet Parameters, ulong Seed);
