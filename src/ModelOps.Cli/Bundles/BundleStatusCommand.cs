using System.CommandLine;
using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle status</c>: what changed since the last push or pull. Asks no registry.</summary>
internal static class BundleStatusCommand
{
    private const int ShownUntracked = 20;

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var files = new Option<bool>("--files") { Description = "List unchanged files as well" };
        var untracked = new Option<bool>("--untracked") { Description = "List every untracked file" };
        return new Command("status", "Show what changed since the last push or pull") { files, untracked }.Runs(async (parse, cancellationToken) =>
        {
            var project = BundleProject.Find(context.WorkingDirectory);
            var status = await ProjectStatus.ReadAsync(project, withUntracked: true, context.Time, cancellationToken);
            var (all, most) = (parse.GetValue(files), parse.GetValue(untracked) ? int.MaxValue : ShownUntracked);
            parse.Answer(context).Write(Answer(project, status), BundlesJson.Default.BundleStatusAnswer, (answer, output) => Render(answer, all, most, output));
            return ExitStatus.Ok;
        });
    }

    private static BundleStatusAnswer Answer(BundleProject project, ProjectStatus status)
    {
        var unsupported = status.Files.Unsupported.ToHashSet(StringComparer.Ordinal);
        var states = status.States()
            .Where(entry => !unsupported.Contains(entry.Path))
            .Select(entry => new BundleFileRow(entry.Path, BundleText.Name(entry.State), status.Files.Entries.GetValueOrDefault(entry.Path)?.Size))
            .Concat(status.Files.Unsupported.Select(path => new BundleFileRow(path, "unsupported", null)))
            .ToList();
        return new(
            project.Root, status.Config.RegistryRef, status.Config.DefaultTag, status.Synced.Digest?.ToString(), status.Synced.Timestamp,
            new(status.Tracked.Count, status.Bytes, states.Count(row => row.State != BundleText.Name(FileState.Unchanged))), states, status.Untracked ?? []);
    }

    private static void Render(BundleStatusAnswer answer, bool withUnchanged, int mostUntracked, TextWriter output)
    {
        output.Write($"Bundle   {(answer.Registry is null ? "no registry chosen yet" : $"{answer.Registry}:{answer.Tag}")}\n");
        output.Write($"Synced   {(answer.SyncedDigest is null ? "never pushed or pulled" : $"{answer.SyncedDigest} at {answer.SyncedAt?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")}\n");
        output.Write($"Tracked  {BundleText.Files(answer.Tracked.Files)}, {BundleText.Size(answer.Tracked.Bytes)}\n");
        var shown = answer.Files.Where(row => withUnchanged || row.State != "unchanged").ToList();
        if (shown.Count > 0) output.Write(answer.SyncedDigest is null ? "\nTo be pushed:\n" : withUnchanged ? "\nFiles:\n" : "\nChanges since then:\n");
        foreach (var row in shown) output.Write($"  {BundleText.Words(row.State),-10} {row.Path}\n");
        if (answer.Tracked is { Files: > 0, Changed: 0 }) output.Write("\nNothing changed since then\n");
        if (answer.Untracked.Count == 0) return;
        output.Write("\nUntracked files (mops bundle add PATH):\n");
        foreach (var path in answer.Untracked.Take(mostUntracked)) output.Write($"  {path}\n");
        if (answer.Untracked.Count > mostUntracked) output.Write($"  and {answer.Untracked.Count - mostUntracked} more (--untracked)\n");
    }
}
