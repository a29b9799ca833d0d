using System.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Kubernetes;
using ModelOps.Cli.Keeper.Observing;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Loops;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Reports;
using ModelOps.Keeper.Telemetry.Synthetic;
using ModelOps.Keeper.Value;

namespace ModelOps.Cli.Keeper.Loops;

/// <summary>The options that both commands of the closed loop have.</summary>
internal sealed class LoopOptions
{
    private const string UsualScenario = "drift";
    private const string UsualDuration = "60s";

    private static readonly EnvelopeLimits Usual = new();

    private readonly WorkloadOptions _workload = new();
    private readonly Option<string> _policy = new("--policy") { Description = "Who decides", DefaultValueFactory = _ => PolicyRegistry.All[0].Id };
    private readonly Option<string?> _catalog = new("--catalog") { HelpName = "FILE", Description = "The catalog of chords; the built-in one if not given" };
    private readonly Option<int> _cooldown = new("--cooldown-s") { HelpName = "N", Description = "How long a knob rests after a change, in seconds", DefaultValueFactory = _ => (int)Usual.Cooldown.TotalSeconds };
    private readonly Option<int> _maxDelta = new("--max-delta-per-step") { HelpName = "N", Description = "The largest step of one change; 0 for no such limit" };
    private readonly Option<int> _maxChanges = new("--max-changes-per-hour") { HelpName = "N", Description = "How often one knob may change within an hour", DefaultValueFactory = _ => Usual.MaxChangesPerHour };
    private readonly Option<bool> _approve = new("--approve-advanced") { Description = "Approve advanced chords and knobs" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Change nothing (the default)" };
    private readonly Option<bool> _apply = new("--apply") { Description = "Verify the plan and make its changes, if all gates are open" };
    private readonly Option<bool> _live = new("--live-knobs") { Description = "Read the knobs' present values from the cluster also in a dry run" };
    private readonly GateOptionSet _gates = new();
    private readonly Option<string> _scenario;

    /// <summary>The options, new ones: an option belongs to one command.</summary>
    /// <param name="scenarioRequired">Whether the scenario must be named.</param>
    public LoopOptions(bool scenarioRequired)
    {
        _policy.AcceptOnlyFromAmong([.. PolicyRegistry.All.Select(policy => policy.Id)]);
        _scenario = new("--scenario") { Required = scenarioRequired, Description = "What the workload of the source 'synthetic' suffers" };
        if (!scenarioRequired) _scenario.DefaultValueFactory = _ => UsualScenario;
        _scenario.AcceptOnlyFromAmong([.. SyntheticTelemetrySource.Scenarios]);
        Telemetry = new("observe-", UsualDuration, _workload);
    }

    /// <summary>Where samples come from.</summary>
    public TelemetryOptions Telemetry { get; }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_scenario);
        Telemetry.AddTo(command);
        foreach (var option in (Option[])[_policy, _catalog, _cooldown, _maxDelta, _maxChanges, _approve, _dryRun, _apply, _live]) command.Add(option);
        _gates.AddTo(command);
        _workload.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_dryRun) && result.GetValue(_apply)) result.AddError("--dry-run and --apply exclude each other.");
        });
    }

    /// <summary>What the synthetic workload suffers.</summary>
    public string Scenario(ParseResult parse) => parse.GetRequiredValue(_scenario);

    /// <summary>The workload in its cluster; <see langword="null"/> if the loop doesn't ask the cluster.</summary>
    public IWorkload? Workload(CliContext context, ParseResult parse, LoopSettings settings) =>
        settings.ApplyRequested || parse.GetValue(_live) || Telemetry.IsOfCluster(parse)
            ? new ClusterWorkload(
                _workload.Tool(context, parse),
                new LicenseGate(new(context.Variable, context.WorkingDirectory), context.Time),
                settings,
                _gates.Gate(parse, context, Plan.Empty, ""),
                _gates.Options(parse),
                context.Time)
            : null;

    /// <summary>What the loop is to do.</summary>
    /// <param name="context">The run.</param>
    /// <param name="parse">Its command line.</param>
    /// <param name="continues">Whether each round begins where the last one ended.</param>
    /// <exception cref="InvalidInputException">A number that can't be, a name that no object has, a catalog that is none.</exception>
    public LoopSettings Settings(CliContext context, ParseResult parse, bool continues)
    {
        var (space, deployment) = _workload.Names(parse);
        var limits = new EnvelopeLimits
        {
            Cooldown = TimeSpan.FromSeconds(Checked(parse, _cooldown, 0)),
            MaxDeltaPerStep = Checked(parse, _maxDelta, 0),
            MaxChangesPerHour = Checked(parse, _maxChanges, 1),
            ApproveAdvanced = parse.GetValue(_approve),
        };
        return new(space, deployment, PolicyRegistry.Find(parse.GetRequiredValue(_policy)), Catalog(context, parse), limits)
        {
            Cost = CostModel.Of(context.Variable),
            ApplyRequested = parse.GetValue(_apply),
            Continues = continues,
        };
    }

    private ChordCatalog Catalog(CliContext context, ParseResult parse)
    {
        var reader = new ChordCatalogReader([.. KnobRegistry.All.Select(knob => knob.Name)]);
        return parse.GetValue(_catalog) is { } named ? reader.Read(InputFile.Read(context.Resolve(named)), named) : reader.BuiltIn();
    }

    private static int Checked(ParseResult parse, Option<int> option, int least) => parse.GetValue(option) is var value && value >= least
        ? value
        : throw new InvalidInputException("invalid_limit", $"{option.Name} is {value}; expected a whole number from {least}.");
}
