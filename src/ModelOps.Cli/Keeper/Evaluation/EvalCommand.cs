using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Kubernetes;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Cluster;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Evaluation;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Telemetry.Cluster;
using ModelOps.Keeper.Telemetry.Files;

namespace ModelOps.Cli.Keeper.Evaluation;

/// <summary><c>keeper eval</c>: what would be proposed for a workload; nothing is changed.</summary>
internal static class EvalCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("eval", "Show what would be proposed for a workload, without a change") { OfFile(context), OfCluster(context) };

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

    private static Command OfCluster(CliContext context)
    {
        var space = new Option<string>("--k8s-namespace") { HelpName = "NS", Description = "The workload's namespace", DefaultValueFactory = _ => "default" };
        var deployment = new Option<string>("--k8s-deployment") { HelpName = "NAME", Description = "The workload's Deployment", DefaultValueFactory = _ => "trainer" };
        var container = new Option<string>("--container") { HelpName = "NAME", Description = "The container whose logs are read", DefaultValueFactory = _ => ClusterTelemetryOptions.AnyContainer };
        var duration = new Option<string>("--observe-duration") { HelpName = "TIME", Description = "How long is looked back, such as 90s or 10m", DefaultValueFactory = _ => "60s" };
        var (policy, output, cluster) = (Policy(), OutOption.Create("report"), new ClusterOptionSet());
        var command = new Command("k8s", "Evaluate a running workload by its logs, and whether the plan would go through") { space, deployment, container, duration, policy, output };
        cluster.AddTo(command);
        return command.Runs(async (parse, cancellationToken) =>
        {
            var (ns, name) = (parse.GetRequiredValue(space), parse.GetRequiredValue(deployment));
            // Throws for names that no object has, before anything is asked.
            _ = Plan.Of(ns, name, Usual());
            var window = TimeSpan.FromMilliseconds(DurationText.Parse(parse.GetRequiredValue(duration)));
            var tool = cluster.Tool(parse, context);
            var live = await LiveKnobs.ReadAsync(tool, ns, name, cancellationToken);
            var knobs = Usual();
            foreach (var (knob, value) in live.Values) knobs[knob] = value;
            var source = new ClusterTelemetrySource(tool, new(ns, name, window) { Container = parse.GetRequiredValue(container) }, null, context.Time);
            var request = new EvalRequest(source, PolicyRegistry.Find(parse.GetRequiredValue(policy)), knobs)
            {
                KnobsError = live.Error, Target = new(ns, name, new PlanVerifier(tool, context.Time)),
            };
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
        if (report.TopBlocker is not null) actions += $", blocked by {report.TopBlocker}";
        output.Write($"eval: {report.Signals.State}, {report.SampleCount} samples, would propose {actions}; {Path.Combine(report.OutDir, EvalReport.FileName)}\n");
    }
}
