using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Running;

/// <summary>A leased trial and what is known of its replicates.</summary>
internal sealed class RunningTrial(TrialLease lease, Trial trial)
{
    private readonly SimulationStatus?[] _statuses = new SimulationStatus?[trial.Seeds.Count];
    private readonly ReplicateOutput?[] _outputs = new ReplicateOutput?[trial.Seeds.Count];

    public TrialLease Lease => lease;

    public Trial Trial => trial;

    /// <summary>Whether every replicate is known.</summary>
    public bool IsComplete => !_statuses.Contains(null);

    public IReadOnlyList<SimulationStatus> Statuses => [.. _statuses.Select(status => status!.Value)];

    public IReadOnlyList<ReplicateOutput?> Outputs => _outputs;

    public void Know(int replicate, SimulationStatus status, ReplicateOutput? output)
    {
        _statuses[replicate] = status;
        _outputs[replicate] = output;
    }
}
