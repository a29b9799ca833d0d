namespace ModelOps.Cli.Bundles;

/// <summary>A model in a project's source.</summary>
/// <param name="Model">Its entrypoint, which is also its id.</param>
/// <param name="File">Its source, from the project's folder.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Methods">Its methods.</param>
internal sealed record DiscoveredRow(string Model, string File, int Line, IReadOnlyList<string> Methods);
