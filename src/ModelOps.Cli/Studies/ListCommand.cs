using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Adaptive.Launching;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive list</c>: the runs of this project.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var dsn = DsnOption.Create();
        return new Command("list", "List the runs") { dsn }.Runs(async (parse, cancellationToken) =>
        {
            var rows = parse.GetValue(dsn) is { } store ? await CentralAsync(context, store, cancellationToken) : Local(LocalState.Runs(context));
            parse.Answer(context).Write(rows, StudiesJson.Default.IReadOnlyListRunRow, StudyText.Render);
            return ExitStatus.Ok;
        });
    }

    private static IReadOnlyList<RunRow> Local(RunsFolder runs) => [.. runs.Runs().Select(run => RowOf(runs, run))];

    private static async Task<IReadOnlyList<RunRow>> CentralAsync(CliContext context, string dsn, CancellationToken cancellationToken)
    {
        await using var studies = await CentralStore.ConnectAsync(context, dsn, cancellationToken);
        var found = await studies.ListAsync(cancellationToken);
        return [.. found.Select(study => new RunRow(study.Run, StudyAnswers.StatusOf(study.Stopped), study.Trials, study.Best))];
    }

    // One damaged run must not hide the others.
    private static RunRow RowOf(RunsFolder runs, string run)
    {
        try
        {
            var state = runs.ReadSums(run);
            return new(run, StudyAnswers.StatusOf(state), state.Results, state.Best?.Result!.Loss);
        }
        catch (CorruptDataException)
        {
            return new(run, "unreadable", 0, null);
        }
    }
}
