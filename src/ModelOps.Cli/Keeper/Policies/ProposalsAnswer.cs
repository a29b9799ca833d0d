namespace ModelOps.Cli.Keeper.Policies;

/// <summary>What a policy would do.</summary>
/// <param name="Proposed">Its actions in order; may be empty.</param>
internal sealed record ProposalsAnswer(IReadOnlyList<ProposalRow> Proposed);
