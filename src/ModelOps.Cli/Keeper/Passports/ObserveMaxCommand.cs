using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Kubernetes;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Passports.Observed;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Telemetry.Cluster;
using ModelOps.Keeper.Telemetry.Files;

namespace ModelOps.Cli.Keeper.Passports;

/// <summary><c>keeper passport observe-max</c> and <c>observe-max-report</c>: a passport, or a redacted report, from one observation.</summary>
internal sealed class ObserveMaxCommand
{
    private readonly Option<string> _source = new("--observe-source") { HelpName = "KIND", Description = "Where samples come from: file or k8s", Required = true };
    private readonly Option<string?> _path = new("--observe-path") { HelpName = "FILE", Description = "The file of the source 'file'" };
    private readonly Option<string> _namespace = new("--k8s-namespace") { HelpName = "NS", Description = "The workload's namespace", DefaultValueFactory = _ => "default" };
    private readonly Option<string> _deployment = new("--k8s-deployment") { HelpName = "NAME", Description = "The workload's Deployment", DefaultValueFactory = _ => "trainer" };
    private readonly Option<string> _container = new("--observe-container") { HelpName = "NAME", Description = "The container whose logs are read", DefaultValueFactory = _ => ClusterTelemetryOptions.AnyContainer };
    private readonly Option<string> _duration = new("--observe-duration") { HelpName = "TIME", Description = "How long is looked back", DefaultValueFactory = _ => "60s" };
    private readonly Option<string> _output = new("--out") { HelpName = "DIR", Description = "Where the files are written", Required = true };
    private readonly ClusterOptionSet _cluster = new();

    private ObserveMaxCommand() => _source.AcceptOnlyFromAmong("file", "k8s", "k8s-logs");

    /// <summary>The command that writes the passport.</summary>
    public static Command Passport(CliContext context)
    {
        var options = new ObserveMaxCommand();
        return options.Command("observe-max", "Derive a passport from one observation; it proposes only").Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(options._output));
            var passport = await new ObserveMax(folder, context.Time).WritePassportAsync(options.Source(context, parse), cancellationToken);
            parse.Answer(context).Write(PassportView.Of(passport), PassportsJson.Default.PassportView, (view, output) =>
                output.Write($"passport  {folder.File(ObserveMax.PassportName)}: {string.Join(", ", view.AllowedChords)}\n"));
            return ExitStatus.Ok;
        });
    }

    /// <summary>The command that writes the report.</summary>
    public static Command Report(CliContext context)
    {
        var options = new ObserveMaxCommand();
        return options.Command("observe-max-report", "Write what one observation found, in a form for outsiders").Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(options._output));
            var report = await new ObserveMax(folder, context.Time).WriteReportAsync(options.Source(context, parse), cancellationToken);
            parse.Answer(context).Write(report, ObservedJson.Default.ObserveMaxReport, (found, output) =>
                output.Write($"state      {found.State}, {found.SampleCount} samples\nproposals  {found.Proposals.Count}\nreport     {folder.File(ObserveMaxReport.FileName)}\n"));
            return ExitStatus.Ok;
        });
    }

    private Command Command(string name, string description)
    {
        var command = new Command(name, description) { _source, _path, _namespace, _deployment, _container, _duration, _output };
        _cluster.AddTo(command);
        return command;
    }

    private ITelemetrySource Source(CliContext context, ParseResult parse)
    {
        var window = TimeSpan.FromMilliseconds(DurationText.Parse(parse.GetRequiredValue(_duration)));
        if (parse.GetRequiredValue(_source) != "file")
        {
            var options = new ClusterTelemetryOptions(parse.GetRequiredValue(_namespace), parse.GetRequiredValue(_deployment), window) { Container = parse.GetRequiredValue(_container) };
            return new ClusterTelemetrySource(_cluster.Tool(parse, context), options, null, context.Time);
        }
        var path = parse.GetValue(_path) ?? throw new InvalidInputException("path_missing", "--observe-path is required when --observe-source file.");
        return new FileTelemetrySource(context.Resolve(path), null, context.Time);
    }
}
