namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle resolve</c>.</summary>
/// <param name="Reference">What was resolved, with its registry.</param>
/// <param name="ManifestDigest">What registries know the bundle by.</param>
/// <param name="ContentDigest">The identity of its files.</param>
/// <param name="MediaType">The kind of the artifact.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="TotalSize">Their bytes.</param>
/// <param name="ExternalSize">The bytes of those in object stores.</param>
/// <param name="Roles">The layers of each role.</param>
/// <param name="Layers">The layers, by name.</param>
internal sealed record BundleResolveAnswer(
    string Reference,
    string ManifestDigest,
    string ContentDigest,
    string MediaType,
    int Files,
    long TotalSize,
    long ExternalSize,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Roles,
    IReadOnlyList<ResolvedLayer> Layers);
