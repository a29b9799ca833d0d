namespace ModelOps.Keeper.Chords.Validation;

/// <summary>The report <c>chords_validate_latest.json</c>; it has exactly these fields.</summary>
/// <param name="SchemaVersion"><c>chords_validate.v0</c>.</param>
/// <param name="Ok">Whether the catalog is valid.</param>
/// <param name="Errors">Everything that is wrong with it.</param>
/// <param name="ChordCount">How many entries it has.</param>
/// <param name="ChordIds">Their ids in ordinal order, each once.</param>
public sealed record ChordsValidateReport(string SchemaVersion, bool Ok, IReadOnlyList<string> Errors, int ChordCount, IReadOnlyList<string> ChordIds);
