using System.CommandLine;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle log</c>: what was pushed and pulled here.</summary>
internal static class BundleLogCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var count = new Option<int?>("--max-count", "-n") { HelpName = "N", Description = "Show the newest N only" };
        return new Command("log", "Show the pushes and pulls of this project, the newest first") { count }.Runs(parse =>
        {
            if (parse.GetValue(count) is < 0 and var negative) throw new InvalidInputException("invalid_count", $"--max-count is {negative}; expected 0 or more.");
            IReadOnlyList<BundleLogRow> rows =
            [
                .. SyncLog.Read(BundleProject.Find(context.WorkingDirectory)).Take(parse.GetValue(count) ?? int.MaxValue).Select(record =>
                    new BundleLogRow(record.Time, record.Action == SyncAction.Push ? "push" : "pull", record.Reference, record.Digest.ToString(), record.Content.ToString(), record.Files)
                    {
                        Bytes = record.Bytes,
                    }),
            ];
            parse.Answer(context).Write(rows, BundlesJson.Default.IReadOnlyListBundleLogRow, Render);
            return ExitStatus.Ok;
        });
    }

    private static void Render(IReadOnlyList<BundleLogRow> rows, TextWriter output)
    {
        if (rows.Count == 0)
        {
            output.Write("Nothing was pushed or pulled here yet\n");
            return;
        }
        TextTable.Write(
            output,
            ["TIME (UTC)", "ACTION", "REFERENCE", "DIGEST", "FILES", "SIZE"],
            rows.Select(row => (string[])[$"{row.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}", row.Action, row.Reference, row.ManifestDigest, $"{row.Files}", BundleText.Size(row.Bytes)]));
    }
}
