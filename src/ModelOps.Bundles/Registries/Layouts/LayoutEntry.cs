using System.Text.Json.Nodes;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Registries.Layouts;

/// <summary>A manifest that a layout's <c>index.json</c> lists.</summary>
/// <param name="Digest">The manifest.</param>
/// <param name="Tag">The tag that names it; <see langword="null"/> for none.</param>
/// <param name="Json">The whole entry: other tools may have written more into it.</param>
internal sealed record LayoutEntry(Digest Digest, string? Tag, JsonObject Json);
