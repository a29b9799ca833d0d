namespace ModelOps.Cli.Bundles;

/// <summary>One file of a project.</summary>
/// <param name="Path">From the project's folder.</param>
/// <param name="State">
/// <c>unchanged</c>, <c>added_local</c>, <c>modified_local</c>, <c>deleted_local</c>, <c>added_remote</c>, <c>modified_remote</c>,
/// <c>deleted_remote</c>, <c>conflict</c>, or <c>unsupported</c>: a link, folder or special file has the tracked name.
/// </param>
/// <param name="Size">In bytes, of the file in the folder; null if it is not there.</param>
internal sealed record BundleFileRow(string Path, string State, long? Size);
