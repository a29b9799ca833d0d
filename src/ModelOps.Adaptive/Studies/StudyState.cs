using System.Globalization;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Studies;

/// <summary>
/// The sum of a study's events. Pure: the same events give the same state, on any machine. Not thread-safe; a store guards it.
/// </summary>
public sealed class StudyState
{
    private readonly List<Trial> _trials = [];
    private readonly List<Range> _rounds = [];
    private readonly List<Trial> _improvements = [];
    private readonly Dictionary<UInt128, long> _nextReplicate = [];
    private readonly DigestChain _chain;

    /// <summary>Starts from the event that creates the study.</summary>
    public StudyState(StudyHeader header)
    {
        Header = header;
        _chain = new(header.ChainStart);
    }

    /// <summary>What the study is.</summary>
    public StudyHeader Header { get; }

    /// <summary>The trials by number.</summary>
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

    /// <summary>Why the study ended, or <see langword="null"/> while it has not.</summary>
    public StopReason? Stopped { get; private set; }

    /// <summary>The study digest of the terminal trials.</summary>
    public Digest Digest => _chain.Current;

    /// <summary>Whether every outcome depended on the model alone.</summary>
    public bool IsReproducible => !_trials.Exists(trial => trial.IsEnvironmental);

    /// <summary>The completed trial with the smallest loss, first parts aside, the earliest of equals; <see langword="null"/> if none completed.</summary>
    public Trial? Best { get; private set; }

    /// <summary>How many trials that are no second part have a result.</summary>
    public int ToldTrials { get; private set; }

    /// <summary>How many trials, second parts included, failed or timed out.</summary>
    public int FailedTrials { get; private set; }

    /// <summary>The trials of a round, by its number.</summary>
    public IReadOnlyList<Trial> TrialsOf(int round) => _trials[_rounds[round]];

    /// <summary>How many trials the first so many rounds have.</summary>
    public int TrialsBefore(int rounds) => rounds == 0 ? 0 : _rounds[rounds - 1].End.Value;

    /// <summary>What <see cref="Best"/> is of the first so many trials, all of which must be terminal.</summary>
    public Trial? BestAmong(int trials) => _improvements.FindLast(trial => trial.Number < trials);

    /// <summary>The first replicate index that no trial with these parameters uses.</summary>
    public long NextReplicate(string paramId) => _nextReplicate.GetValueOrDefault(KeyOf(paramId));

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
        var first = _trials.Count;
        foreach (var proposal in round.Proposals)
        {
            var (parameters, seeds) = proposal;
            var trial = new Trial(_trials.Count, round.Round, parameters, seeds) { IsFirstPart = proposal.IsFirstPart, Continues = proposal.Continues };
            if (trial.Continues is { } earlier) Continue(earlier, trial);
            else Proposed++;
            _trials.Add(trial);
            var key = KeyOf(parameters.Id);
            _nextReplicate[key] = _nextReplicate.GetValueOrDefault(key) + seeds.Count;
            Simulations += seeds.Count;
        }
        _rounds.Add(first.._trials.Count);
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
    }

    private void Tell(StudyEvent.TrialTold told)
    {
        var trial = Find(told.Trial);
        if (trial.Result is not null) throw Corrupt($"trial {told.Trial} is told twice");
        if (!trial.IsComplete) throw Corrupt($"trial {told.Trial} is told before its replicates");
        trial.Tell(new(trial.Parameters, told.Status, told.Loss), told.Losses, told.Failure);
        if (trial.Continues is null) ToldTrials++;
        if (told.Status != TrialStatus.Completed) FailedTrials++;
        else if (!trial.IsFirstPart && (Best is null || (told.Loss, told.Trial).CompareTo((Best.Result!.Loss, Best.Number)) < 0)) Best = trial;
        while (_chain.Count < _trials.Count && _trials[_chain.Count].Result is not null) Extend(_trials[_chain.Count]);
        while (TerminalRounds < _rounds.Count && _rounds[TerminalRounds].End.Value <= _chain.Count) TerminalRounds++;
    }

    private void Extend(Trial trial)
    {
        _chain.Append(trial);
        var improves = trial is { IsFirstPart: false, Result.Status: TrialStatus.Completed } && (_improvements.Count == 0 || trial.Result!.Loss < _improvements[^1].Result!.Loss);
        if (improves) _improvements.Add(trial);
    }

    private void Stop(StudyEvent.Stopped stopped)
    {
        if (stopped.Digest != Digest) throw Corrupt($"it ended with the study digest {stopped.Digest}, and its trials give {Digest}");
        Stopped = stopped.Reason;
    }

    // Half of the id: as good as all of it, and there is one for every trial.
    private static UInt128 KeyOf(string paramId) => UInt128.Parse(paramId.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private Trial Find(int number) => (uint)number < (uint)_trials.Count ? _trials[number] : throw Corrupt($"there is no trial {number}");

    private CorruptDataException Corrupt(string what) => new("corrupt_study", $"The events of run {Header.Run} do not fit together: {what}.");
}
