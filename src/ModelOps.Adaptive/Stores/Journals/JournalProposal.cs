namespace ModelOps.Adaptive.Stores.Journals;

/// <summary>One proposal of a round: the canonical text of its parameters and its seeds as decimal texts.</summary>
internal sealed record JournalProposal(string Params, IReadOnlyList<string> Seeds);
