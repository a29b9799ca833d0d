using ModelOps.Adaptive.Stores;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Running;

/// <summary>A simulation that the engine has and has not answered.</summary>
/// <param name="Lease">The lease it runs under.</param>
/// <param name="Replicate">The replicate's place in the trial.</param>
/// <param name="Task">What the engine was given.</param>
/// <param name="Since">When, as a timestamp of the runner's clock.</param>
internal sealed record OutstandingTask(TrialLease Lease, int Replicate, SimulationTask Task, long Since);
