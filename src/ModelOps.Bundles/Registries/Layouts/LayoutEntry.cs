using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Registries.Layouts;

/// <summary>A manifest that a layout's <c>index.json</c> lists.</summary>
internal sealed record LayoutEntry(string MediaType, Digest Digest, long Size, string? Tag);
