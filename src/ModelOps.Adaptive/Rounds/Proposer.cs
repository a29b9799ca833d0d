using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Rounds;

/// <summary>
/// Keeps an algorithm in step with a study's rounds. Round r is asked when exactly the rounds up to r-1-lookahead are told; rounds
/// that the store has already (from an earlier process, or another runner) are asked again and must give the same proposals, which
/// is how an interrupted study's algorithm is rebuilt.
/// </summary>
public sealed class Proposer(IAskTell algorithm, RoundRules rules)
{
    private int _asked;
    private int _told;
    private int _toldAtEmptyAnswer = -1;
    private int _proposedBefore;
    private long _simulationsBefore;
    private IReadOnlyList<ParameterSet>? _ahead;

    /// <summary>Whether the algorithm said that it has nothing more to propose.</summary>
    public bool AlgorithmFinished { get; private set; }

    /// <summary>How many rounds the algorithm was told: it needs nothing more of them.</summary>
    public int ToldRounds => Math.Min(_told, _asked);

    /// <summary>
    /// The next round's proposals; <see langword="null"/> if the algorithm has finished or answers only after more results.
    /// </summary>
    /// <exception cref="ConflictException">
    /// Code <c>not_deterministic</c>: replayed, the algorithm proposes something else. Code <c>algorithm_stuck</c>: it proposes
    /// nothing, has not finished and has no result to wait for.
    /// </exception>
    public async Task<IReadOnlyList<ParameterSet>?> ProposeAsync(StudyState state, NextStep.Ask step, CancellationToken cancellationToken)
    {
        await CatchUpAsync(state, cancellationToken);
        // Remembered, since an algorithm that keeps state must be asked once for a round, whoever's proposals become it.
        _ahead ??= await AskAsync(state, step.Round, step.Count, cancellationToken);
        return _ahead;
    }

    /// <summary>Asks the rounds that the store has and this algorithm has not been asked yet, and compares.</summary>
    public async Task CatchUpAsync(StudyState state, CancellationToken cancellationToken)
    {
        for (; _asked < state.Rounds; _asked++)
        {
            var recorded = state.TrialsOf(_asked);
            var room = RoundPlanner.Room(rules, _proposedBefore, _simulationsBefore);
            _simulationsBefore += recorded.Sum(trial => (long)trial.Seeds.Count);
            if (recorded[0].Continues is not null) continue;
            _proposedBefore += recorded.Count;
            var first = recorded[0].Number;
            var proposals = _ahead ?? await AskAsync(state, _asked, room, cancellationToken) ?? [];
            _ahead = null;
            for (var i = 0; i < recorded.Count || i < proposals.Count; i++)
            {
                var (then, now) = (Text(recorded.Select(trial => trial.Parameters), i), Text(proposals, i));
                if (then != now) throw NotDeterministic(first + i, then, now);
            }
        }
    }

    /// <summary>Tells every terminal round, also those that no further round waits for.</summary>
    public async Task TellTheRestAsync(StudyState state, CancellationToken cancellationToken)
    {
        await CatchUpAsync(state, cancellationToken);
        await TellUpToAsync(state, state.TerminalRounds, cancellationToken);
    }

    private async Task<IReadOnlyList<ParameterSet>?> AskAsync(StudyState state, int round, int count, CancellationToken cancellationToken)
    {
        await TellUpToAsync(state, Math.Max(0, round - rules.Lookahead), cancellationToken);
        while (true)
        {
            if (_toldAtEmptyAnswer == _told)
            {
                if (_told == round) throw Stuck(round);
                if (_told >= state.TerminalRounds) return null;
                await TellUpToAsync(state, _told + 1, cancellationToken);
            }
            AlgorithmFinished = await algorithm.FinishedAsync(cancellationToken);
            if (AlgorithmFinished) return null;
            var proposals = await algorithm.AskAsync(round, count, cancellationToken);
            if (proposals.Count > 0) return proposals;
            // It may have found out by this very call that nothing is left.
            AlgorithmFinished = await algorithm.FinishedAsync(cancellationToken);
            if (AlgorithmFinished) return null;
            _toldAtEmptyAnswer = _told;
        }
    }

    private async Task TellUpToAsync(StudyState state, int rounds, CancellationToken cancellationToken)
    {
        for (; _told < rounds; _told++)
        {
            // A trial that went on is told with its second part's result, and that once.
            var trials = state.TrialsOf(_told);
            if (trials[0].Continues is null) await algorithm.TellAsync([.. trials.Select(trial => trial.ContinuedBy?.Result ?? trial.Result!)], cancellationToken);
        }
    }

    private static string Text(IEnumerable<ParameterSet> proposals, int index) => proposals.ElementAtOrDefault(index)?.Canonical ?? "nothing";

    private static ConflictException NotDeterministic(int trial, string then, string now) => new(
        "not_deterministic",
        $"adapter is not deterministic at trial {trial}: it proposed {then} before and proposes {now} now.",
        "A study can go on only with an algorithm that proposes the same for the same results; seed its randomness from its own constants.");

    private static ConflictException Stuck(int round) => new(
        "algorithm_stuck",
        $"The adapter proposed nothing for round {round}, says that it has not finished, and no trial is outstanding.",
        "finished() must be true once ask() has nothing more to propose.");
}
