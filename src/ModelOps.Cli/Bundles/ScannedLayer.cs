namespace ModelOps.Cli.Bundles;

/// <summary>A layer of a spec.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Files">Its files, by path.</param>
internal sealed record ScannedLayer(string Name, string Type, IReadOnlyList<ScannedFile> Files);
