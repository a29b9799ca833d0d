using ModelOps.Contracts.Digests;

namespace ModelOps.Keeper.Chords;

/// <summary>A valid catalog: the chords that may be applied, and nothing else.</summary>
/// <param name="Chords">In the order of the file; ids are unique.</param>
/// <param name="Digest">Of the file's bytes, for provenance.</param>
public sealed record ChordCatalog(IReadOnlyList<Chord> Chords, Digest Digest)
{
    /// <summary>The value of <c>schema_version</c> of a catalog.</summary>
    public const string SchemaVersion = "chord_catalog.v1";

    /// <summary>The chord with an id, or <see langword="null"/>; the letter case counts.</summary>
    public Chord? Find(string id) => Chords.FirstOrDefault(chord => chord.Id == id);
}
