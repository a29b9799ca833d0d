using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Loops;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Cli.Keeper.Loops;

/// <summary><c>keeper closed-loop watch</c>: round after round, until it is ended.</summary>
internal static class ClosedLoopWatchCommand
{
    private const string UsualInterval = "30s";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var options = new LoopOptions(scenarioRequired: true);
        var output = new Option<string>("--out") { Required = true, HelpName = "DIR", Description = "Where the reports are written, and the memory of the watch" };
        var interval = new Option<string>("--interval") { HelpName = "TIME", Description = "The time between two rounds", DefaultValueFactory = _ => UsualInterval };
        var most = new Option<int?>("--max-iterations") { HelpName = "N", Description = "End after so many rounds; never if not given" };
        var legacy = new Option<int?>("--iterations") { HelpName = "N", Description = "The older name of --max-iterations; 0 for never" };
        var command = new Command("watch", "Go through round after round, with a memory that a restart keeps") { output, interval, most, legacy }.Runs(async (parse, cancellationToken) =>
        {
            var settings = options.Settings(context, parse, continues: true);
            if (settings.ApplyRequested && KillSwitch.IsActive(context.Variable(KillSwitch.Variable))) return LoopParts.Blocked(context, BlockReason.KillSwitch);
            var watch = new WatchSettings(TimeSpan.FromMilliseconds(DurationText.Parse(parse.GetRequiredValue(interval))), MostOf(parse, most, legacy));
            using var recording = options.Telemetry.Recording(context, parse, append: true);
            // A source that can't be is found before the first round; afterwards it is a round that fails.
            _ = options.Telemetry.Source(context, parse, options.Scenario(parse), recording);
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var memory = MemoryFile.Read(folder, settings.Namespace, settings.Deployment);
            var loop = await LoopParts.LoopAsync(context, settings, options.Workload(context, parse, settings), cancellationToken);
            var session = await new WatchLoop(loop, folder, watch, context.Time).RunAsync(
                memory, () => options.Telemetry.Source(context, parse, options.Scenario(parse), recording), recording, Show(context, parse), cancellationToken);
            parse.Answer(context).Write(session.Report, () => LoopsJson.Default.WatchReport, Render);
            return LoopParts.Status(context, session);
        });
        options.AddTo(command);
        return command;
    }

    // With --json the answer is the report alone.
    private static Action<WatchSession> Show(CliContext context, ParseResult parse) => session =>
    {
        var target = parse.GetValue(GlobalOptions.Json) ? context.Error : context.Out;
        target.Write(WatchSummary.Line(session) + "\n");
        target.Flush();
    };

    private static void Render(WatchReport report, TextWriter output)
    {
        output.Write($"{report.SessionIterations} iterations, {report.IterationsDone} with those before; {report.FailedIterations} failed\n");
        output.Write($"proposed {report.ProposedTotal}, blocked {report.BlockedTotal}, applied {report.AppliedTotal}, planned only {report.DryRunTotal}\n");
        output.Write($"report:   {report.ArtifactPaths.WatchLatestPath}\n");
    }

    private static int? MostOf(ParseResult parse, Option<int?> most, Option<int?> legacy)
    {
        var (named, older) = (parse.GetValue(most), parse.GetValue(legacy));
        if (named is < 1 || older is < 0)
            throw new InvalidInputException("invalid_limit", $"The number of iterations is {(named is < 1 ? named : older)}; expected a whole number from {(named is < 1 ? 1 : 0)}.");
        return named ?? (older is 0 ? null : older);
    }
}
