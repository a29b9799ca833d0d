namespace ModelOps.Keeper.Provenance;

/// <summary>What a policy worked with.</summary>
/// <param name="ChordCatalogSha256">SHA-256 of the catalog's file, in hexadecimal; null for a plan that came as a file.</param>
public sealed record PolicyInputs(string? ChordCatalogSha256)
{
    /// <summary>The passport that limited the policy; null for none.</summary>
    public string? PassportId { get; init; }

    /// <summary>SHA-256 of its file; null for none.</summary>
    public string? PassportSha256 { get; init; }
}
