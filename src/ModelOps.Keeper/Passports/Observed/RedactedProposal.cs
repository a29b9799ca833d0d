namespace ModelOps.Keeper.Passports.Observed;

/// <summary>A proposal of which only the reason is told.</summary>
/// <param name="ProposalId"><c>P1</c>, <c>P2</c> and so on.</param>
/// <param name="Reason">The signal behind it.</param>
public sealed record RedactedProposal(string ProposalId, string Reason);
