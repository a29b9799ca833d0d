using System.CommandLine;
using ModelOps.Adaptive.Coverage;
using ModelOps.Adaptive.Coverage.Repeats;
using ModelOps.Adaptive.Studies;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive calibrate-check</c>: how far a run's intervals can be trusted.</summary>
internal static class CalibrateCheckCommand
{
    private const int UsualRepeats = 50;
    private const int MostRepeats = 10_000;

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var dsn = DsnOption.Create();
        var repeats = new Option<int>("--repeats") { HelpName = "N", Description = "How often the fit is repeated; 50 by default. Those of an earlier check count", DefaultValueFactory = _ => UsualRepeats };
        var truths = new Option<string?>("--truths") { HelpName = "prior|answer", Description = "Simulate data from parameters drawn from the search space (the default for builtin:abc_smc) or from the run's answer" };
        var workers = new Option<int?>("--workers") { HelpName = "N", Description = "How many worker processes; one a core by default. The results do not depend on it" };
        var observed = new Option<string[]>("--observed") { HelpName = "FILE", Description = "An observed file, if it is no longer in the model's folder; may be given several times" };
        truths.AcceptOnlyFromAmong(CoverageNames.Of(TruthSource.Prior), CoverageNames.Of(TruthSource.Answer));
        var command = new Command("calibrate-check", "Repeat a run's fit on synthetic data, to see how far its intervals can be trusted") { run, repeats, truths, workers, observed, dsn };
        return command.Runs(async (parse, cancellationToken) =>
        {
            var options = new CoverageOptions(LocalState.Checks(context), CheckRepeats(parse.GetValue(repeats)))
            {
                Truths = parse.GetValue(truths) is { } name ? CoverageNames.Parse(name) : null,
                ObservedFiles = [.. (parse.GetValue(observed) ?? []).Select(file => ReportCommand.Existing(context, file))],
            };
            var count = WorkersOption.Check(parse.GetValue(workers));
            var state = await DsnOption.ReadAsync(context, parse.GetValue(dsn), parse.GetRequiredValue(run), cancellationToken);
            var check = await CheckAsync(context, state, options, count, cancellationToken);
            parse.Answer(context).Write(CalibrateCheckAnswer.Of(check), StudiesJson.Default.CalibrateCheckAnswer, CalibrateCheckAnswer.Render);
            return ExitStatus.Ok;
        });
    }

    private static async Task<CoverageCheck> CheckAsync(CliContext context, StudyState state, CoverageOptions options, int? workers, CancellationToken cancellationToken)
    {
        // Not cached: what synthetic data are fitted with is of no use to anything else.
        var checker = new CoverageChecker(LocalPorts.Create(context, new(workers, Scheduler: null), cached: false), context.Time);
        using var progress = new Progress(context, "repeats", options.Repeats);
        progress.Note($"Up to {options.Repeats} repeats of a fit of {state.Trials.Count} trials");
        try
        {
            return await checker.RunAsync(state, options with { Progress = new RepeatsBridge(progress) }, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Note("The repeats that are done are kept: the same command goes on behind them.");
            throw;
        }
    }

    private static int CheckRepeats(int given) => given is >= 1 and <= MostRepeats
        ? given
        : throw new InvalidInputException("invalid_repeats", $"--repeats is {given}; expected 1 to {MostRepeats}.");

    // Called on the check's own loop, not on a captured context.
    private sealed class RepeatsBridge(Progress progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(value);
    }
}
