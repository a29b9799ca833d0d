namespace ModelOps.Cli.Bundles;

/// <summary>One file that differs.</summary>
/// <param name="Path">From the project's folder.</param>
/// <param name="State">As of <see cref="BundleFileRow"/>.</param>
/// <param name="Size">In bytes, of the file in the folder; null if it is not there.</param>
/// <param name="RemoteSize">In bytes, of the file in the registry; null if it is not there.</param>
internal sealed record ProjectDiffRow(string Path, string State, long? Size, long? RemoteSize);
