namespace ModelOps.Keeper.Policies;

/// <summary>What a policy wants: one knob at one value. The envelope decides whether it may be.</summary>
/// <param name="Knob">The knob's name.</param>
/// <param name="Target">The value wanted.</param>
/// <param name="Reason">The signal behind it, such as <c>drift_detected</c>.</param>
/// <param name="Chord">The chord that it is part of, such as <c>DRIFT-RETUNE</c>; <see langword="null"/> for none.</param>
public sealed record ProposedAction(string Knob, int Target, string Reason, string? Chord);
