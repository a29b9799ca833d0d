using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Running;

/// <summary>A leased trial and what is known of its replicates.</summary>
internal sealed class RunningTrial(TrialLease lease, Trial trial)
{
    private readonly SimulationStatus?[] _statuses = new SimulationStatus?[trial.Seeds.Count];
    private readonly double[][]?[] _signals = new double[][]?[trial.Seeds.Count];

    public TrialLease Lease => lease;

    public Trial Trial => trial;

    /// <summary>Whether every replicate is known.</summary>
    public bool IsComplete => !_statuses.Contains(null);

    public IReadOnlyList<SimulationStatus> Statuses => [.. _statuses.Select(status => status!.Value)];

    public IReadOnlyList<double[][]?> Signals => _signals;

    public void Know(int replicate, SimulationStatus status, double[][]? signals)
    {
        _statuses[replicate] = status;
        _signals[replicate] = signals;
    }
}
