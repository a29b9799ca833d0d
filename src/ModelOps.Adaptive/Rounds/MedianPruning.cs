using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Rounds;

/// <summary>
/// Spends replicates where they decide: a round's proposals get a few replicates first, and at the barrier behind them only those whose
/// loss is not above the median of all earlier first parts get the rest, in a round of their own. Pure: a function of the state.
/// </summary>
/// <param name="Replicates">How many replicates decide, at least 1 and fewer than a trial has.</param>
public sealed record MedianPruning(int Replicates)
{
    private const int FewestToCompare = 5;

    /// <summary>The trials that go on behind the study's last round, which must be terminal; none if they went on, or there is nothing to go on with.</summary>
    public static IReadOnlyList<Trial> Survivors(StudyState state)
    {
        if (state.Rounds == 0) return [];
        var parts = state.TrialsOf(state.Rounds - 1).Where(trial => trial.IsFirstPart && trial.Result!.Status == TrialStatus.Completed).ToList();
        if (parts.Count == 0) return [];
        // The round's own are the last of them: it is terminal.
        var earlier = state.FirstPartLosses.Take(state.FirstPartLosses.Count - parts.Count).Order().ToList();
        return earlier.Count < FewestToCompare ? parts : [.. parts.Where(trial => trial.Result!.Loss <= earlier[earlier.Count / 2])];
    }
}
