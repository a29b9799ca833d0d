using System.CommandLine;
using ModelOps.Bundles.Workflow;
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
            var report = await StatusReport.ReadAsync(project, context.Time, cancellationToken);
            var (all, most) = (parse.GetValue(files), parse.GetValue(untracked) ? int.MaxValue : ShownUntracked);
            parse.Answer(context).Write(Answer(project, report), static () => BundlesJson.Default.BundleStatusAnswer, (answer, output) => Render(answer, all, most, output));
            return ExitStatus.Ok;
        });
    }

    private static BundleStatusAnswer Answer(BundleProject project, StatusReport report) => new(
        project.Root,
        report.Config.RegistryRef,
        report.Config.DefaultTag,
        report.Synced?.ToString(),
        report.SyncedAt,
        new(report.Tracked, report.Bytes, report.Changed),
        [.. report.Rows.Select(row => new BundleFileRow(row.Path, row.State is { } state ? BundleText.Name(state) : "unsupported", row.Size))],
        report.Untracked);

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
