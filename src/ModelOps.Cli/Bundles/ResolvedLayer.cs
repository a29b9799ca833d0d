namespace ModelOps.Cli.Bundles;

/// <summary>A layer of a bundle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="Size">Their bytes.</param>
internal sealed record ResolvedLayer(string Name, int Files, long Size);
