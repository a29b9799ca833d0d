using System.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Telemetry.Cluster;
using ModelOps.Keeper.Telemetry.Files;
using ModelOps.Keeper.Telemetry.Synthetic;

namespace ModelOps.Cli.Keeper.Observing;

/// <summary>The options that say where samples come from, of one command.</summary>
internal sealed class TelemetryOptions
{
    private const string Synthetic = "synthetic";
    private const string File = "file";
    private const string Cluster = "k8s";
    private const string ClusterLogs = "k8s-logs";

    private readonly Option<string> _source;
    private readonly Option<string?> _path;
    private readonly Option<string?> _recordRaw;
    private readonly Option<string> _duration;
    private readonly Option<string> _container;
    private readonly WorkloadOptions _workload;

    /// <summary>The options, new ones: an option belongs to one command.</summary>
    /// <param name="prefix">What their names begin with: nothing, or <c>observe-</c>.</param>
    /// <param name="duration">How long is looked back if the option is not given.</param>
    /// <param name="workload">Whose logs are read.</param>
    public TelemetryOptions(string prefix, string duration, WorkloadOptions workload)
    {
        _workload = workload;
        _source = new($"--{prefix}source") { Description = "Where samples come from", DefaultValueFactory = _ => Synthetic };
        _source.AcceptOnlyFromAmong(Synthetic, File, Cluster, ClusterLogs);
        _path = new($"--{prefix}path") { HelpName = "FILE", Description = "The file of the source 'file': JSON lines (.jsonl) or values with a heading (.csv)" };
        _recordRaw = new($"--{prefix}record-raw") { HelpName = "FILE", Description = "Copy every line that is read to this file, the unusable ones too" };
        _duration = new($"--{prefix}duration") { HelpName = "TIME", Description = "How long is looked back, such as 90s, 10m or 250ms", DefaultValueFactory = _ => duration };
        _container = new($"--{prefix}container") { HelpName = "NAME", Description = "The container whose logs are read", DefaultValueFactory = _ => ClusterTelemetryOptions.AnyContainer };
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_source, _path, _recordRaw, _duration, _container]) command.Add(option);
    }

    /// <summary>The copy of the lines that was asked for; <see langword="null"/> for none. A source that has no lines leaves it empty.</summary>
    /// <param name="context">The run.</param>
    /// <param name="parse">Its command line.</param>
    /// <param name="append">Whether to go on after what the file holds.</param>
    public RawRecording? Recording(CliContext context, ParseResult parse, bool append) => parse.GetValue(_recordRaw) is not { } path
        ? null
        : parse.GetRequiredValue(_source) == Synthetic
            ? RawRecording.Unsupported(context.Resolve(path))
            : RawRecording.Begin(context.Resolve(path), append);

    /// <summary>Whether the samples come from the cluster.</summary>
    public bool IsOfCluster(ParseResult parse) => parse.GetRequiredValue(_source) is not (Synthetic or File);

    /// <summary>The source.</summary>
    /// <param name="context">The run.</param>
    /// <param name="parse">Its command line.</param>
    /// <param name="scenario">What the synthetic workload suffers.</param>
    /// <param name="recording">The copy of the lines.</param>
    public ITelemetrySource Source(CliContext context, ParseResult parse, string scenario, RawRecording? recording)
    {
        var durationMs = DurationText.Parse(parse.GetRequiredValue(_duration));
        return parse.GetRequiredValue(_source) switch
        {
            File => new FileTelemetrySource(PathOf(context, parse), recording, context.Time),
            Cluster or ClusterLogs => new ClusterTelemetrySource(_workload.Tool(context, parse), LogsOf(parse, durationMs), recording, context.Time),
            _ => new SyntheticTelemetrySource(SyntheticTelemetrySource.Known(scenario), durationMs, context.Time),
        };
    }

    private ClusterTelemetryOptions LogsOf(ParseResult parse, long durationMs)
    {
        var (space, deployment) = _workload.Names(parse);
        return new(space, deployment, TimeSpan.FromMilliseconds(durationMs)) { Container = parse.GetRequiredValue(_container) };
    }

    private string PathOf(CliContext context, ParseResult parse) => parse.GetValue(_path) is { } path
        ? context.Resolve(path)
        : throw new InvalidInputException("path_missing", $"{_path.Name} is required when {_source.Name} {File}.");
}
