namespace ModelOps.Cli.Bundles;

/// <summary>A file that was materialised.</summary>
/// <param name="Path">Its path in the folder.</param>
/// <param name="Action"><c>created</c>, <c>unchanged</c> or <c>replaced</c>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Type"><c>file</c> or <c>pointer</c>.</param>
internal sealed record MaterializedEntry(string Path, string Action, long Size, string Type);
