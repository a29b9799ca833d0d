namespace ModelOps.Cli.Bundles;

/// <summary>What <c>bundle remove</c> did.</summary>
/// <param name="Removed">Paths that are tracked no more.</param>
/// <param name="Deleted">Whether the files were removed from the folder as well.</param>
internal sealed record BundleRemoveAnswer(IReadOnlyList<string> Removed, bool Deleted);
