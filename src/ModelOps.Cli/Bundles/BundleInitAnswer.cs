namespace ModelOps.Cli.Bundles;

/// <summary>What <c>bundle init</c> did.</summary>
/// <param name="Project">The absolute path of the project.</param>
/// <param name="Registry">Where it is pushed to, or null.</param>
/// <param name="Tag">The tag that is meant where none is given.</param>
/// <param name="New">Whether it was no project before.</param>
/// <param name="Created">The files that were written, from the project's folder.</param>
/// <param name="PreviousRegistry">Where it was pushed to before, if that changed; else null.</param>
internal sealed record BundleInitAnswer(string Project, string? Registry, string Tag, bool New, IReadOnlyList<string> Created, string? PreviousRegistry);
