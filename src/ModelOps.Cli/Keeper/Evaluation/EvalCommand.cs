using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Evaluation;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Telemetry.Files;

namespace ModelOps.Cli.Keeper.Evaluation;

/// <summary><c>keeper eval</c>: what would be proposed for a workload; nothing is changed.</summary>
internal static class EvalCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("eval", "Show what would be proposed for a workload, without a change") { OfFile(context) };

    private static Command OfFile(CliContext context)
    {
        var path = new Option<string>("--path") { HelpName = "FILE", Description = "Telemetry: JSON lines (.jsonl) or values with a heading (.csv)", Required = true };
        var (policy, output) = (Policy(), OutOption.Create("report"));
        return new Command("file", "Evaluate recorded telemetry, for a workload with the usual knobs") { path, policy, output }.Runs(async (parse, cancellationToken) =>
        {
            var file = context.Resolve(parse.GetRequiredValue(path));
            var request = new EvalRequest(new FileTelemetrySource(file, null, context.Time), PolicyRegistry.Find(parse.GetRequiredValue(policy)), Usual()) { ObservePath = file };
            var report = await new Evaluator(OutOption.Open(context, parse.GetRequiredValue(output)), context.Time).RunAsync(request, cancellationToken);
            parse.Answer(context).Write(report, EvalJson.Default.EvalReport, Render);
            return ExitStatus.Ok;
        });
    }

    private static Option<string> Policy() => new("--policy") { HelpName = "NAME", Description = "Who proposes: chord or scalar", DefaultValueFactory = _ => PolicyRegistry.All[0].Id };

    private static Dictionary<string, int> Usual() => KnobRegistry.All.ToDictionary(knob => knob.Name, knob => knob.Default, StringComparer.Ordinal);

    private static void Render(EvalReport report, TextWriter output)
    {
        var actions = report.ProposedActionsCount == 0 ? "nothing" : string.Join(", ", report.ProposedActions.Select(action => $"{action.Knob} -> {action.Target} ({action.Reason})"));
        output.Write($"eval: {report.Signals.State}, {report.SampleCount} samples, would propose {actions}; {Path.Combine(report.OutDir, EvalReport.FileName)}\n");
    }
}
