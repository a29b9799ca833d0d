namespace ModelOps.Adaptive.Stores.Journals;

/// <summary>
/// One proposal of a round: the canonical text of its parameters and its seeds as decimal texts; whether it is a first part, and the trial
/// that it goes on with, are absent unless so.
/// </summary>
internal sealed record JournalProposal(string Params, IReadOnlyList<string> Seeds, bool? FirstPart = null, int? Continues = null);
