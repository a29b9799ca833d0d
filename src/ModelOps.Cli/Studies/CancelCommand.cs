using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive cancel</c>: end a run for good.</summary>
internal static class CancelCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var dsn = DsnOption.Create();
        return new Command("cancel", "End a run for good; its trials stay readable") { run, dsn }.Runs(async (parse, cancellationToken) =>
        {
            var name = parse.GetRequiredValue(run);
            var answer = new CancelAnswer(name, await CancelAsync(context, parse.GetValue(dsn), name, cancellationToken));
            parse.Answer(context).Write(answer, StudiesJson.Default.CancelAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    private static async Task<bool> CancelAsync(CliContext context, string? dsn, string run, CancellationToken cancellationToken)
    {
        if (dsn is null) return await LocalState.Runs(context).CancelAsync(run, context.Time, cancellationToken);
        await using var studies = await CentralStore.ConnectAsync(context, dsn, cancellationToken);
        await studies.CancelAsync(run, cancellationToken);
        return true;
    }

    private static void Render(CancelAnswer answer, TextWriter output) => output.Write(answer.Cancelled
        ? $"Run {answer.Run} is cancelled.\n"
        : $"The process that runs {answer.Run} has been asked to cancel it.\n");
}
