using ModelOps.Keeper.Policies;

namespace ModelOps.Keeper.Envelope;

/// <summary>What the envelope says to an action.</summary>
/// <param name="Action">The action.</param>
/// <param name="Block">Why it may not be, one of <see cref="BlockReason"/>; <see langword="null"/> if it may.</param>
/// <param name="Detail">The reason in words with its numbers; <see langword="null"/> if it may be.</param>
public sealed record Verdict(ProposedAction Action, string? Block = null, string? Detail = null)
{
    /// <summary>Whether the action may be.</summary>
    public bool Allowed => Block is null;
}
