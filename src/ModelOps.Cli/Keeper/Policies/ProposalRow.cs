namespace ModelOps.Cli.Keeper.Policies;

/// <summary>An action and what the envelope says to it.</summary>
/// <param name="Knob">The knob.</param>
/// <param name="Current">Its value now.</param>
/// <param name="Target">The value wanted.</param>
/// <param name="Reason">The signal behind it.</param>
/// <param name="Chord">The chord.</param>
/// <param name="Block">Why it may not be; null if it may.</param>
/// <param name="Detail">The same in words.</param>
internal sealed record ProposalRow(string Knob, int Current, int Target, string Reason, string? Chord, string? Block, string? Detail);
