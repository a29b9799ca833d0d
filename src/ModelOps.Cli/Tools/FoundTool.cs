namespace ModelOps.Cli.Tools;

/// <summary>An outside tool, found or not.</summary>
/// <param name="Name">The command.</param>
/// <param name="Path">Where it was found on PATH, or null.</param>
/// <param name="Version">What it says of itself, or null.</param>
/// <param name="NeededFor">What mops uses it for.</param>
internal sealed record FoundTool(string Name, string? Path, string? Version, string NeededFor);
