using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary>Pulls to the project in the working directory.</summary>
internal static class ProjectPullAction
{
    private const int ShownPaths = 20;

    /// <summary>Pulls.</summary>
    /// <param name="context">The run.</param>
    /// <param name="tag">The tag; null for the project's own.</param>
    /// <param name="request">How.</param>
    /// <param name="cancellationToken">Ends it between two files; the next pull goes on.</param>
    public static async Task<ProjectPullAnswer> RunAsync(CliContext context, string? tag, PullRequest request, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        var project = BundleProject.Find(context.WorkingDirectory);
        using var bar = new TransferBar(context);
        using var remote = ProjectRemotes.Open(context, project, tag, bar);
        var outcome = await new ProjectPull(project, remote, context.Time).RunAsync(request, cancellationToken);
        var manifest = outcome.Bundle.Manifest;
        return new(
            manifest.Digest.ToString(),
            manifest.Content.ToString(),
            remote.Tag,
            request.DryRun,
            [.. outcome.Written.Select(file => file.Path)],
            outcome.Deleted,
            outcome.Kept,
            BundleSummary.Of(context, began, remote.Target, manifest.Digest, outcome.Written.Count, outcome.Bytes));
    }

    /// <summary>The answer for people.</summary>
    public static void Render(ProjectPullAnswer answer, TextWriter output)
    {
        var changes = answer.Written.Select(path => $"  written  {path}\n").Concat(answer.Deleted.Select(path => $"  deleted  {path}\n")).ToList();
        foreach (var line in changes.Take(ShownPaths)) output.Write(line);
        if (changes.Count > ShownPaths) output.Write($"  and {changes.Count - ShownPaths} more\n");
        if (changes.Count == 0) output.Write(answer.Kept.Count == 0 ? "Everything up to date\n" : "Nothing new in the registry\n");
        if (answer.Kept.Count > 0) output.Write($"{BundleText.Files(answer.Kept.Count)} changed here only, kept: {string.Join(", ", answer.Kept.Take(ShownPaths))}\n");
        output.Write(answer.Summary.Line(answer.DryRun ? "DRY RUN - would pull" : changes.Count == 0 ? "Unchanged" : "Pulled"));
        if (answer.DryRun) output.Write("Dry run - no changes made\n");
    }
}
