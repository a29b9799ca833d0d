using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary>Compares the project in the working directory with its registry.</summary>
internal static class ProjectDiffAction
{
    /// <summary>Compares.</summary>
    /// <param name="context">The run.</param>
    /// <param name="tag">The tag; null for the project's own.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ProjectDiffAnswer> RunAsync(CliContext context, string? tag, CancellationToken cancellationToken)
    {
        var project = BundleProject.Find(context.WorkingDirectory);
        using var bar = new TransferBar(context);
        using var remote = ProjectRemotes.Open(context, project, tag, bar);
        var outcome = await new ProjectDiff(project, remote, context.Time).RunAsync(cancellationToken);
        var sizes = outcome.Bundle.Index.Files.ToDictionary(file => file.Path, file => file.Size, StringComparer.Ordinal);
        var changes = outcome.States.Where(entry => entry.State != FileState.Unchanged).Select(entry => new ProjectDiffRow(
            entry.Path,
            BundleText.Name(entry.State),
            outcome.Files.Entries.GetValueOrDefault(entry.Path)?.Size,
            sizes.TryGetValue(entry.Path, out var size) ? size : null)).ToList();
        return new(remote.Target.ToString()!, outcome.Bundle.Manifest.Digest.ToString(), changes.Count == 0, changes);
    }

    /// <summary>The answer for people.</summary>
    public static void Render(ProjectDiffAnswer answer, TextWriter output)
    {
        output.Write($"{answer.Reference} {answer.ManifestDigest}\n");
        foreach (var row in answer.Changes) output.Write($"  {BundleText.Words(row.State)}: {row.Path} ({Sizes(row)})\n");
        if (answer.IsEqual) output.Write("No differences\n");
    }

    private static string Sizes(ProjectDiffRow row) => (row.Size, row.RemoteSize) switch
    {
        ({ } here, { } there) => $"{BundleText.Size(here)} here, {BundleText.Size(there)} in the registry",
        ({ } here, null) => $"{BundleText.Size(here)}, only here",
        (null, { } there) => $"{BundleText.Size(there)}, only in the registry",
        _ => "on neither side",
    };
}
