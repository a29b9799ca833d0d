using ModelOps.Keeper.Signals;

namespace ModelOps.Keeper.Policies;

/// <summary>
/// The chord RECOVER-RELOCK: when an incident has cleared, recovery begins; after some stable judgements in a row the present values are
/// locked as the stable profile. Both are marks for the record, turn no knob, and rest on memory. What is unknown breaks the row.
/// </summary>
public static class Recovery
{
    /// <summary>What the name of a mark in place of a knob begins with.</summary>
    public const string MarkPrefix = "__";

    /// <summary>How many stable judgements in a row lock the profile.</summary>
    public const int RelockAfter = 2;

    private const string Chord = "RECOVER-RELOCK";

    /// <summary>Goes on by one judgement.</summary>
    /// <returns>The new state and the mark, if one is due.</returns>
    public static (RecoveryState State, ProposedAction? Mark) Next(RecoveryState state, SignalSet signals, IReadOnlyDictionary<string, int> knobs)
    {
        if (signals.Incident) return (state with { Phase = RecoveryPhase.Incident, StableIntervals = 0 }, null);
        if (!signals.Stable) return (state with { StableIntervals = 0 }, null);
        var stable = state.StableIntervals + 1;
        return state.Phase switch
        {
            RecoveryPhase.Incident => (state with { Phase = RecoveryPhase.Recovering, StableIntervals = 0 }, new($"{MarkPrefix}recover__", 0, "recover", Chord)),
            RecoveryPhase.Recovering when stable < RelockAfter => (state with { StableIntervals = stable }, null),
            RecoveryPhase.Recovering => (Locked(knobs, stable), new($"{MarkPrefix}relock__", 0, "relock", Chord)),
            _ => (Locked(knobs, stable), null),
        };
    }

    private static RecoveryState Locked(IReadOnlyDictionary<string, int> knobs, int stable) =>
        new(RecoveryPhase.Normal, stable, new SortedDictionary<string, int>(knobs.ToDictionary(), StringComparer.Ordinal));
}
