using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Launching;

/// <summary>Creates the engine that simulates a study's model.</summary>
/// <param name="model">The model in its checkout.</param>
/// <param name="workers">The limits that the spec sets.</param>
public delegate ISimulationEngine CreateEngine(ModelBinding model, WorkersSpec workers);
