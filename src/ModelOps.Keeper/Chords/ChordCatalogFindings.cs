namespace ModelOps.Keeper.Chords;

/// <summary>What a file is as a catalog.</summary>
/// <param name="Errors">Everything that is wrong, each a sentence with the place in the file; empty for a valid catalog.</param>
/// <param name="ChordCount">How many entries it has, good or bad.</param>
/// <param name="ChordIds">The ids that could be read, in ordinal order, each once.</param>
/// <param name="Catalog">The catalog; <see langword="null"/> if there are errors.</param>
public sealed record ChordCatalogFindings(IReadOnlyList<string> Errors, int ChordCount, IReadOnlyList<string> ChordIds, ChordCatalog? Catalog);
