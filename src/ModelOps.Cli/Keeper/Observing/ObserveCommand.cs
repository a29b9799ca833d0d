using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Keeper.Observing;
using ModelOps.Keeper.Telemetry.Synthetic;

namespace ModelOps.Cli.Keeper.Observing;

/// <summary><c>keeper observe</c>: judge a workload by its telemetry; changes nothing.</summary>
internal static class ObserveCommand
{
    private const string UsualDuration = "10m";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var (workload, output) = (new WorkloadOptions(), OutOption.Create("report"));
        var telemetry = new TelemetryOptions("", UsualDuration, workload);
        var command = new Command("observe", "Judge a workload by its telemetry") { output }.Runs(async (parse, cancellationToken) =>
        {
            using var recording = telemetry.Recording(context, parse, append: false);
            var source = telemetry.Source(context, parse, SyntheticTelemetrySource.Baseline, recording);
            var observer = new Observer(OutOption.Open(context, parse.GetRequiredValue(output)), context.Time);
            var report = await observer.ObserveAsync(source, recording, cancellationToken);
            parse.Answer(context).Write(report, () => ObservingJson.Default.ObserveReport, Render);
            return ExitStatus.Ok;
        });
        telemetry.AddTo(command);
        workload.AddTo(command);
        return command;
    }

    private static void Render(ObserveReport report, TextWriter output)
    {
        SignalText.Write(report.Signals, report.SampleCount, output);
        IngestText.Write(report.ObserveIngest, report.RowsRead, report.Error, output);
        output.Write($"risk:     {report.Summary.MoneyLeakRisk}\n");
        foreach (var recommendation in report.Summary.Recommendations) output.Write($"          {recommendation}\n");
        output.Write($"report:   {Path.Combine(report.OutDir, ObserveReport.Latest)}\n");
    }
}
