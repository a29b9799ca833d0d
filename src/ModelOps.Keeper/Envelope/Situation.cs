namespace ModelOps.Keeper.Envelope;

/// <summary>What the envelope judges a round by.</summary>
/// <param name="Knobs">The present value of every knob.</param>
/// <param name="Signals">The signals that are on.</param>
/// <param name="History">The changes of at least the last hour.</param>
/// <param name="Now">The time of the round.</param>
public sealed record Situation(
    IReadOnlyDictionary<string, int> Knobs, IReadOnlyCollection<string> Signals, IReadOnlyList<KnobChange> History, DateTimeOffset Now);
