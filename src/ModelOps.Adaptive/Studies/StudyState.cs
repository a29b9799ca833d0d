using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Studies;

/// <summary>
/// The sum of a study's events. Pure: the same events give the same state, on any machine. Whoever follows a long study has it
/// <see cref="Forget"/> the trials that are done with; the sums stay. Not thread-safe; a store guards it.
/// </summary>
public sealed class StudyState
{
    private readonly TrialWindow _trials = new();
    private readonly List<(int Trials, int Proposed)> _rounds = [];
    private readonly List<(Trial Trial, int Proposed)> _improvements = [];
    private readonly List<double> _firstParts = [];
    private readonly DigestChain _chain;
    private int _proposedInChain;

    /// <summary>Starts from the event that creates the study.</summary>
    public StudyState(StudyHeader header)
    {
        Header = header;
        _chain = new(header.ChainStart);
    }

    /// <summary>What the study is.</summary>
    public StudyHeader Header { get; }

    /// <summary>The trials by number; only without <see cref="Forget"/> may all be read.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>How many rounds were asked.</summary>
    public int Rounds => _rounds.Count;

    /// <summary>How many trials have a result and no trial before them lacks one.</summary>
    public int TerminalTrials => _chain.Count;

    /// <summary>How many rounds are terminal and no round before them is not.</summary>
    public int TerminalRounds { get; private set; }

    /// <summary>How many trials the algorithm proposed: those that are no second part.</summary>
    public int Proposed { get; private set; }

    /// <summary>How many simulations the rounds asked for.</summary>
    public long Simulations { get; private set; }

    /// <summary>How many simulations have a result.</summary>
    public long Simulated { get; private set; }

    /// <summary>How many simulations, and targets of the user's, ended for a reason outside of the model.</summary>
    public long Environmental { get; private set; }

    /// <summary>How many simulations did not complete.</summary>
    public long FailedSimulations { get; private set; }

    /// <summary>Why the study ended, or <see langword="null"/> while it has not.</summary>
    public StopReason? Stopped { get; private set; }

    /// <summary>The study digest of the terminal trials.</summary>
    public Digest Digest => _chain.Current;

    /// <summary>Whether every outcome depended on the model alone.</summary>
    public bool IsReproducible => Environmental == 0;

    /// <summary>The completed trial with the smallest loss, first parts aside, the earliest of equals; <see langword="null"/> if none completed.</summary>
    public Trial? Best { get; private set; }

    /// <summary>How many trials that are no second part have a result.</summary>
    public int ToldTrials { get; private set; }

    /// <summary>How many trials, second parts included, have a result.</summary>
    public int Results { get; private set; }

    /// <summary>How many trials, second parts included, failed or timed out.</summary>
    public int FailedTrials { get; private set; }

    /// <summary>The losses of the completed first parts, in the order of their numbers, up to the first trial without a result.</summary>
    public IReadOnlyList<double> FirstPartLosses => _firstParts;

    /// <summary>The trials of a round, by its number.</summary>
    public IReadOnlyList<Trial> TrialsOf(int round) => _trials.Between(TrialsBefore(round), _rounds[round].Trials);

    /// <summary>How many trials the first so many rounds have.</summary>
    public int TrialsBefore(int rounds) => rounds == 0 ? 0 : _rounds[rounds - 1].Trials;

    /// <summary>What <see cref="Best"/> is of the trials of the first so many rounds, all of which must be terminal.</summary>
    public Trial? BestAmong(int rounds) => ImprovementWithin(rounds)?.Trial;

    /// <summary>How many trials that are no second part follow <see cref="BestAmong"/> in the first so many rounds.</summary>
    public int ProposedSinceBest(int rounds) => rounds == 0 ? 0 : _rounds[rounds - 1].Proposed - (ImprovementWithin(rounds)?.Proposed ?? 0);

    /// <summary>Status and loss of a trial, also of a forgotten one; <see langword="null"/> if it has no result yet.</summary>
    public (TrialStatus Status, double Loss)? OutcomeOf(int trial) => _trials.OutcomeOf(trial);

    /// <summary>Whether a replicate has a result.</summary>
    public bool IsRecorded(int trial, int replicate) => trial < _trials.Forgotten || _trials[trial].Replicates[replicate] is not null;

    /// <summary>
    /// Forgets the trials of the first so many rounds, as far as those are terminal. The last round stays: its trials may go on.
    /// </summary>
    public void Forget(int rounds) => _trials.Forget(TrialsBefore(Math.Max(0, Math.Min(rounds, Math.Min(TerminalRounds, Rounds - 1)))));

    /// <summary>Adds the next event; one that can't follow is code <c>corrupt_study</c> and changes nothing.</summary>
    public void Apply(StudyEvent next)
    {
        if (Stopped is not null) throw Corrupt("something follows the end of the study");
        switch (next)
        {
            case StudyEvent.RoundAppended round:
                Append(round);
                break;
            case StudyEvent.ReplicateRecorded recorded:
                Record(recorded.Result);
                break;
            case StudyEvent.TrialTold told:
                Tell(told);
                break;
            case StudyEvent.Stopped stopped:
                Stop(stopped);
                break;
            default:
                throw Corrupt("it is created twice");
        }
    }

    private void Append(StudyEvent.RoundAppended round)
    {
        if (round.Round != _rounds.Count) throw Corrupt($"round {round.Round} follows {_rounds.Count} rounds");
        if (round.Proposals.Count == 0 || round.Proposals.Any(proposal => proposal.Seeds.Count == 0))
            throw Corrupt($"round {round.Round} has no trial, or one without replicates");
        foreach (var proposal in round.Proposals)
        {
            var (parameters, seeds) = proposal;
            var trial = new Trial(_trials.Count, round.Round, parameters, seeds) { IsFirstPart = proposal.IsFirstPart, Continues = proposal.Continues };
            if (trial.Continues is { } earlier) Continue(earlier, trial);
            else Proposed++;
            _trials.Add(trial);
            Simulations += seeds.Count;
        }
        _rounds.Add((_trials.Count, Proposed));
    }

    private void Continue(int earlier, Trial trial)
    {
        var first = Find(earlier);
        if (!first.IsFirstPart || first.ContinuedBy is not null || !first.Parameters.Equals(trial.Parameters))
            throw Corrupt($"trial {trial.Number} can't go on with trial {earlier}");
        first.ContinuedBy = trial;
    }

    private void Record(ReplicateResult result)
    {
        var trial = Find(result.Trial);
        if (trial.Result is not null) throw Corrupt($"a replicate of trial {result.Trial} follows the trial's result");
        if ((uint)result.Replicate >= (uint)trial.Seeds.Count) throw Corrupt($"trial {result.Trial} has no replicate {result.Replicate}");
        if (!trial.TryRecord(result)) throw Corrupt($"replicate {result.Replicate} of trial {result.Trial} is recorded twice");
        Simulated++;
        if (result.Status != SimulationStatus.Completed) FailedSimulations++;
        if (result.IsEnvironmental) Environmental++;
    }

    private void Tell(StudyEvent.TrialTold told)
    {
        var trial = Find(told.Trial);
        if (trial.Result is not null) throw Corrupt($"trial {told.Trial} is told twice");
        if (!trial.IsComplete) throw Corrupt($"trial {told.Trial} is told before its replicates");
        trial.Tell(new(trial.Parameters, told.Status, told.Loss), told.Losses, told.Failure);
        Results++;
        if (trial.Continues is null) ToldTrials++;
        if (told.Failure is { IsEnvironmental: true }) Environmental++;
        if (told.Status != TrialStatus.Completed) FailedTrials++;
        else if (!trial.IsFirstPart && (Best is null || (told.Loss, told.Trial).CompareTo((Best.Result!.Loss, Best.Number)) < 0)) Best = trial;
        while (_chain.Count < _trials.Count && _trials[_chain.Count].Result is not null) Extend(_trials[_chain.Count]);
        while (TerminalRounds < _rounds.Count && _rounds[TerminalRounds].Trials <= _chain.Count) TerminalRounds++;
    }

    private void Extend(Trial trial)
    {
        _chain.Append(trial);
        if (trial.Continues is null) _proposedInChain++;
        if (trial.Result!.Status != TrialStatus.Completed) return;
        if (trial.IsFirstPart) _firstParts.Add(trial.Result.Loss);
        else if (_improvements.Count == 0 || trial.Result.Loss < _improvements[^1].Trial.Result!.Loss) _improvements.Add((trial, _proposedInChain));
    }

    private (Trial Trial, int Proposed)? ImprovementWithin(int rounds)
    {
        var trials = TrialsBefore(rounds);
        var index = _improvements.FindLastIndex(improvement => improvement.Trial.Number < trials);
        return index < 0 ? null : _improvements[index];
    }

    private void Stop(StudyEvent.Stopped stopped)
    {
        if (stopped.Digest != Digest) throw Corrupt($"it ended with the study digest {stopped.Digest}, and its trials give {Digest}");
        Stopped = stopped.Reason;
    }

    private Trial Find(int number)
    {
        if ((uint)number >= (uint)_trials.Count) throw Corrupt($"there is no trial {number}");
        return number >= _trials.Forgotten ? _trials[number] : throw Corrupt($"something of trial {number} follows its result");
    }

    private CorruptDataException Corrupt(string what) => new("corrupt_study", $"The events of run {Header.Run} do not fit together: {what}.");
}
