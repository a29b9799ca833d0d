using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary>Pushes the tracked files of the project in the working directory.</summary>
internal static class ProjectPushAction
{
    private const int ShownChanges = 20;

    /// <summary>Pushes.</summary>
    /// <param name="context">The run.</param>
    /// <param name="tag">The tag; null for the project's own.</param>
    /// <param name="request">How.</param>
    /// <param name="cancellationToken">Ends it; what was sent is not sent again.</param>
    public static async Task<ProjectPushAnswer> RunAsync(CliContext context, string? tag, PushRequest request, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        var project = BundleProject.Find(context.WorkingDirectory);
        using var bar = new TransferBar(context);
        using var remote = ProjectRemotes.Open(context, project, tag, bar);
        var outcome = await new ProjectPush(project, remote, context.Time).RunAsync(request, cancellationToken);
        var (manifest, index) = (outcome.Bundle.Manifest, outcome.Bundle.Index);
        var sizes = index.Files.ToDictionary(file => file.Path, file => file.Size, StringComparer.Ordinal);
        return new(
            manifest.Digest.ToString(),
            manifest.Content.ToString(),
            remote.Tag,
            !outcome.Transfer.TagMoved,
            request.DryRun,
            [.. outcome.Changes.Select(change => new BundleFileRow(change.Path, BundleText.Name(change.State), sizes.TryGetValue(change.Path, out var size) ? size : null))],
            outcome.Transfer.Sent.Count,
            outcome.Transfer.BytesSent,
            outcome.Transfer.Present,
            BundleSummary.Of(context, began, remote.Target, manifest.Digest, index.Files.Count, outcome.Bytes));
    }

    /// <summary>The answer for people.</summary>
    public static void Render(ProjectPushAnswer answer, TextWriter output)
    {
        foreach (var row in answer.Changes.Take(ShownChanges)) output.Write($"  {BundleText.Words(row.State),-8} {row.Path}{(row.Size is { } size ? $" ({BundleText.Size(size)})" : "")}\n");
        if (answer.Changes.Count > ShownChanges) output.Write($"  and {answer.Changes.Count - ShownChanges} more\n");
        if (answer.UpToDate) output.Write("Everything up to date\n");
        output.Write(answer.Summary.Line(answer.DryRun ? "DRY RUN - would push" : answer.UpToDate ? "Unchanged" : "Pushed"));
        output.Write($"{answer.BlobsSent} blobs ({BundleText.Size(answer.BytesSent)}) {(answer.DryRun ? "to send" : "sent")}, {answer.BlobsPresent} there already\n");
        if (answer.DryRun) output.Write("Dry run - no changes made\n");
    }
}
