namespace ModelOps.Cli.Tools;

/// <summary>The answer of <c>mops version</c>.</summary>
/// <param name="Version">Three numbers, such as <c>0.1.0</c>.</param>
internal sealed record VersionAnswer(string Version);
