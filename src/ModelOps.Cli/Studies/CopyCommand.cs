using System.CommandLine;
using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Records;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive copy</c>: bring a run to a central store or back.</summary>
internal static class CopyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var to = new Option<string?>("--to") { HelpName = "DSN|env", Description = "Copy from this machine to this central store" };
        var from = new Option<string?>("--from") { HelpName = "DSN|env", Description = "Copy from this central store to this machine" };
        return new Command("copy", "Copy a run with its tables to a central store, or back from one") { run, to, from }.Runs(async (parse, cancellationToken) =>
        {
            var (target, source) = (parse.GetValue(to), parse.GetValue(from));
            if ((target ?? source) is not { } dsn || target is not null && source is not null)
                throw new InvalidInputException("copy_direction", "A run is copied to a central store or from one: expected --to DSN or --from DSN.");
            var local = new LocalRuns(LocalState.Runs(context), context.Time);
            await using var central = new SharedRuns(await CentralStore.ConnectAsync(context, dsn, cancellationToken), parallel: 1, context.Time);
            var name = parse.GetRequiredValue(run);
            var state = target is null
                ? await StudyCopy.CopyAsync(name, central, local, cancellationToken)
                : await StudyCopy.CopyAsync(name, local, central, cancellationToken);
            parse.Answer(context).Write(StudyAnswers.Of(state, RecordedTrials.Of(state)), StudiesJson.Default.StudyAnswer, StudyText.Render);
            return ExitStatus.Ok;
        });
    }
}
