using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Running;

/// <summary>A leased trial and what is known of its replicates.</summary>
/// <param name="lease">The lease.</param>
/// <param name="trial">The trial.</param>
/// <param name="first">The replicates of the trial that it continues; empty if it continues none.</param>
internal sealed class RunningTrial(TrialLease lease, Trial trial, IReadOnlyList<(SimulationStatus Status, ReplicateOutput? Output)> first)
{
    private readonly SimulationStatus?[] _statuses = new SimulationStatus?[trial.Seeds.Count];
    private readonly ReplicateOutput?[] _outputs = new ReplicateOutput?[trial.Seeds.Count];

    public TrialLease Lease => lease;

    public Trial Trial => trial;

    /// <summary>Whether every replicate is known.</summary>
    public bool IsComplete => !_statuses.Contains(null);

    /// <summary>How the replicates ended that the result is of.</summary>
    public IReadOnlyList<SimulationStatus> Statuses => [.. first.Select(replicate => replicate.Status), .. _statuses.Select(status => status!.Value)];

    /// <summary>What they gave.</summary>
    public IReadOnlyList<ReplicateOutput?> Outputs => [.. first.Select(replicate => replicate.Output), .. _outputs];

    public void Know(int replicate, SimulationStatus status, ReplicateOutput? output)
    {
        _statuses[replicate] = status;
        _outputs[replicate] = output;
    }
}
