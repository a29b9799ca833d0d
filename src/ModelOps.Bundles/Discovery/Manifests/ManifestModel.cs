namespace ModelOps.Bundles.Discovery.Manifests;

/// <summary>A model of a manifest.</summary>
/// <param name="Class">Its entrypoint.</param>
/// <param name="Files">The paths of its files, in order.</param>
public sealed record ManifestModel(string Class, IReadOnlyList<string> Files);
