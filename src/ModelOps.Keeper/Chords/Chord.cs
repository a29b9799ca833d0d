namespace ModelOps.Keeper.Chords;

/// <summary>
/// A macro-operation on a workload: which signals it answers, which knobs it may touch, and what must hold while it does. It says
/// nothing about the values that the knobs get.
/// </summary>
/// <param name="Id">Its name in plans and reports, such as <c>DRIFT-RETUNE</c>.</param>
/// <param name="Intent">What it is for, a sentence for people.</param>
/// <param name="RiskTier">Whether a person must approve it.</param>
/// <param name="RequiredSignals">The signals that must all be raised before it may be applied; names of <see cref="ChordVocabulary.Signals"/>.</param>
/// <param name="Invariants">What it must keep; names of <see cref="ChordVocabulary.Invariants"/>.</param>
/// <param name="KnobsTouched">The only knobs that it may set.</param>
public sealed record Chord(
    string Id,
    string Intent,
    RiskTier RiskTier,
    IReadOnlyList<string> RequiredSignals,
    IReadOnlyList<string> Invariants,
    IReadOnlyList<string> KnobsTouched)
{
    /// <summary>The time that must pass between two applications to one workload; zero is none.</summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>Further limits.</summary>
    public ChordBudget Budget { get; init; } = ChordBudget.None;
}
