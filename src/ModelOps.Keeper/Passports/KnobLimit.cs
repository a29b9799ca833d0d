namespace ModelOps.Keeper.Passports;

/// <summary>The bounds of a knob under a passport.</summary>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
public sealed record KnobLimit(long Min, long Max);
