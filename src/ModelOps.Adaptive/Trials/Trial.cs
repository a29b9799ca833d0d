using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Trials;

/// <summary>One trial of a study: a proposal, its replicates, and its result once told.</summary>
public sealed class Trial
{
    private readonly ReplicateResult?[] _replicates;

    internal Trial(int number, int round, ParameterSet parameters, IReadOnlyList<ulong> seeds)
    {
        Number = number;
        Round = round;
        Parameters = parameters;
        Seeds = seeds;
        _replicates = new ReplicateResult?[seeds.Count];
    }

    /// <summary>Its number in the study, from 0, in the order of the rounds.</summary>
    public int Number { get; }

    /// <summary>The round that asked for it, from 0.</summary>
    public int Round { get; }

    /// <summary>What was proposed.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The seed of each replicate; the seed recorded is the seed used.</summary>
    public IReadOnlyList<ulong> Seeds { get; }

    /// <summary>Whether its result only decides about a second part, with <see cref="ContinuedBy"/> as the trial that is it.</summary>
    public bool IsFirstPart { get; init; }

    /// <summary>The number of the trial that it is the second part of: its result is of the replicates of both. Otherwise <see langword="null"/>.</summary>
    public int? Continues { get; init; }

    /// <summary>Its second part, or <see langword="null"/>.</summary>
    public Trial? ContinuedBy { get; internal set; }

    /// <summary>The replicates' results, <see langword="null"/> where none is recorded yet.</summary>
    public IReadOnlyList<ReplicateResult?> Replicates => _replicates;

    /// <summary>The result, once told.</summary>
    public TrialResult? Result { get; private set; }

    /// <summary>Each target's own loss, unweighted, once told; see <c>StudyEvent.TrialTold</c>.</summary>
    public IReadOnlyList<double> Losses { get; private set; } = [];

    /// <summary>Why it has no loss although enough replicates completed; otherwise <see langword="null"/>.</summary>
    public TrialFailure? Failure { get; private set; }

    /// <summary>Whether every replicate is recorded.</summary>
    public bool IsComplete => !_replicates.Contains(null);

    /// <summary>Whether a replicate, or a target of the user's, ended for a reason outside of the model.</summary>
    public bool IsEnvironmental => Failure is { IsEnvironmental: true } || Array.Exists(_replicates, replicate => replicate is { IsEnvironmental: true });

    /// <summary>How many replicates completed.</summary>
    public int Succeeded => _replicates.Count(replicate => replicate is { Status: SimulationStatus.Completed });

    internal bool TryRecord(ReplicateResult result)
    {
        if (_replicates[result.Replicate] is not null) return false;
        _replicates[result.Replicate] = result;
        return true;
    }

    internal void Tell(TrialResult result, IReadOnlyList<double> losses, TrialFailure? failure) => (Result, Losses, Failure) = (result, losses, failure);
}
