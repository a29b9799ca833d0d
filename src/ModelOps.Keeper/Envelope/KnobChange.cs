namespace ModelOps.Keeper.Envelope;

/// <summary>A change that was made, or in a rehearsal would have been.</summary>
/// <param name="Knob">The knob's name.</param>
/// <param name="Chord">The chord that it was part of.</param>
/// <param name="At">When; the changes of one round have the same time.</param>
public sealed record KnobChange(string Knob, string Chord, DateTimeOffset At);
