using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Returns;
using ModelOps.Keeper.Telemetry.Files;
using ModelOps.Keeper.Value;

namespace ModelOps.Cli.Keeper.Returns;

/// <summary><c>keeper roi</c>: what keeping a workload may bring.</summary>
internal static class RoiCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("roi", "Show what keeping a workload may bring") { Estimate(context), Report(context) };

    private static Command Estimate(CliContext context)
    {
        var source = new Option<string>("--observe-source") { HelpName = "KIND", Description = "Where telemetry comes from: file", DefaultValueFactory = _ => "file" };
        source.AcceptOnlyFromAmong("file");
        var path = new Option<string>("--observe-path") { HelpName = "FILE", Description = "Telemetry: JSON lines (.jsonl) or values with a heading (.csv)", Required = true };
        var output = OutOption.Create("report/_roi_estimate");
        return new Command("estimate", "Estimate from telemetry what slow steps cost") { source, path, output }.Runs(async (parse, cancellationToken) =>
        {
            var file = context.Resolve(parse.GetRequiredValue(path));
            var estimate = new RoiEstimate(OutOption.Open(context, parse.GetRequiredValue(output)), CostModel.Of(context.Variable), context.Time);
            var report = await estimate.RunAsync(new FileTelemetrySource(file, null, context.Time), file, cancellationToken);
            parse.Answer(context).Write(report, ReturnsJson.Default.RoiEstimateReport, Render);
            return ExitStatus.Ok;
        });
    }

    private static Command Report(CliContext context)
    {
        var (preflight, evaluation, watch) = (Input("--preflight", "k8s preflight"), Input("--eval", "eval"), Input("--watch", "closed-loop watch"));
        var output = OutOption.Create("report/roi");
        return new Command("report", "Join what preflight, evaluation and watch found") { preflight, evaluation, watch, output }.Runs(parse =>
        {
            var (ready, now, trend) = (
                Read(context, parse.GetValue(preflight), "report/preflight/preflight_latest.json"),
                Read(context, parse.GetValue(evaluation), "report/eval_k8s/eval_latest.json"),
                Read(context, parse.GetValue(watch), "report/watch_k8s/watch_latest.json"));
            var report = new RoiSummary(OutOption.Open(context, parse.GetRequiredValue(output)), context.Time).Run(ready, now, trend);
            parse.Answer(context).Write(report, ReturnsJson.Default.RoiReport, Render);
            return ExitStatus.Ok;
        });
    }

    private static Option<string?> Input(string name, string command) => new(name) { HelpName = "FILE", Description = $"The report of 'mk {command}'" };

    private static RoiInput Read(CliContext context, string? named, string usual) => RoiInput.Read(context.Resolve(named ?? usual), required: named is not null);

    private static void Render(RoiEstimateReport report, TextWriter output)
    {
        output.Write($"samples   {report.SampleCount} over {report.WindowS.ToString("0.#", CultureInfo.InvariantCulture)} s\n");
        if (report is { StepTimeMs: { } steps, SpeedupRange: { } share })
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"steps     median {steps.P50:0.##} ms, 95th percentile {steps.P95:0.##} ms, longest {steps.Max:0.##} ms\n"));
            output.Write(string.Create(CultureInfo.InvariantCulture, $"saving    {share.Low:0.0%} to {share.High:0.0%} of the time\n"));
        }
        else
        {
            output.Write("saving    unknown: too few samples\n");
        }
        if (report.UsdPerHourRange is { } usd) output.Write(string.Create(CultureInfo.InvariantCulture, $"          {usd.Low:0.00} to {usd.High:0.00} USD an hour\n"));
        output.Write($"report    {Path.Combine(report.OutDir, RoiEstimateReport.FileName)}\n");
    }

    private static void Render(RoiReport report, TextWriter output)
    {
        foreach (var (name, input) in report.Inputs) output.Write($"{name.PadRight(10)}{(input.Found ? input.Path : "not found")}\n");
        foreach (var step in report.NextSteps) output.Write($"next      {step}\n");
        output.Write($"report    {Path.Combine(report.OutDir, RoiReport.FileName)}\n");
    }
}
