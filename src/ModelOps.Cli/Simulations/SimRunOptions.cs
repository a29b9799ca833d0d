using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.Clusters;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Seeds;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tasks;

namespace ModelOps.Cli.Simulations;

/// <summary>What <c>mops sim run</c> takes.</summary>
internal sealed class SimRunOptions(CliContext context)
{
    private const int MostWorkers = 1024;

    private readonly Argument<string?> _entrypoint = new("ENTRYPOINT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "package.module:function, path/Model.dll:Namespace.Type, exec:./program or the id of a model in manifest.json; not needed where the tasks name theirs",
    };

    private readonly Option<string?> _parameters = new("--params") { HelpName = "JSON", Description = "The parameters, such as '{\"beta\": 1.5}'" };
    private readonly Option<string?> _seed = new("--seed") { HelpName = "N", Description = "The seed, 0 to 2^64-1" };
    private readonly Option<int?> _replicate = new("--replicate") { HelpName = "I", Description = "Take the seed of replicate I of these parameters; 0 by default" };
    private readonly Option<double?> _timeout = new("--timeout") { HelpName = "SECONDS", Description = "Give a simulation up after so long; never by default" };
    private readonly Option<string?> _tasks = new("--tasks") { HelpName = "FILE", Description = "Run many: the tasks of a JSON Lines or JSON file, or of standard input (-)" };
    private readonly Option<TableFormat?> _format = new("--format") { HelpName = "arrow|csv", Description = "How --tasks writes tables into --out; arrow by default" };
    private readonly Option<int?> _workers = new("--workers") { HelpName = "N", Description = "How many worker processes --tasks has for a model; one a core by default" };
    private readonly PlacementOptions _placement = new();
    private readonly Option<bool> _uncached = new("--no-cache") { Description = "Run every one of --tasks, also those whose result is known" };

    private readonly WorkerOptionSet _workerOptions = new();

    private readonly Option<string> _bundle = new("--bundle")
    {
        HelpName = "BUNDLE",
        Description = "What holds the model: a folder, or the tag or digest of a pushed bundle; the working directory by default",
        DefaultValueFactory = static _ => ".",
    };

    private readonly Option<string?> _output = new("--out")
    {
        HelpName = "DIR",
        Description = "Write the tables into DIR; printed by default. With --tasks the same command goes on where it was stopped",
    };

    /// <summary>The command that takes them.</summary>
    public Command Command()
    {
        var command = new Command("run", "Run one simulation, or many")
        {
            _entrypoint, _parameters, _seed, _replicate, _tasks, _bundle, _output, _format, _workers, _uncached, _timeout,
        };
        _placement.AddTo(command);
        _workerOptions.AddTo(command);
        return command;
    }

    /// <summary>The folder that holds the model.</summary>
    public string Bundle(ParseResult parse) => parse.GetRequiredValue(_bundle);

    /// <summary>The folder for the tables, as given, or null.</summary>
    public string? Output(ParseResult parse) => parse.GetValue(_output);

    /// <summary>How the workers run simulations.</summary>
    public PoolOptions Pool(ParseResult parse) => _workerOptions.Apply(parse, new() { TimeLimit = TimeLimit(parse) });

    /// <summary>Which packages a Python model runs with.</summary>
    public ModelEnvironment Environment(ParseResult parse) => _workerOptions.Environment(parse);

    /// <summary>Where simulations run.</summary>
    public Placement Placement(ParseResult parse) => _placement.Of(context, parse, Workers(parse));

    /// <summary>What to run if it is one simulation.</summary>
    public (Entrypoint Entrypoint, SimulationTask Task) One(ParseResult parse)
    {
        Refuse(parse, [_format, _workers, _uncached], "without --tasks");
        var entrypoint = Entrypoint.ParseOrId(parse.GetValue(_entrypoint) ?? throw Missing("ENTRYPOINT"));
        var set = ParameterSet.Parse(parse.GetValue(_parameters) ?? throw Missing("--params"), "--params");
        return (entrypoint, new(0, set, SeedOf(set, parse.GetValue(_seed), parse.GetValue(_replicate))));
    }

    /// <summary>What to run if it is many; <see langword="null"/> if it is one.</summary>
    public SimTasksOptions? Many(ParseResult parse)
    {
        if (parse.GetValue(_tasks) is not { } file) return null;
        Refuse(parse, [_parameters, _seed, _replicate], "with --tasks");
        if (Output(parse) is null) Refuse(parse, [_format], "without --out");
        var entrypoint = parse.GetValue(_entrypoint) is { } text ? Entrypoint.ParseOrId(text) : null;
        return new(file, entrypoint, Bundle(parse), parse.GetValue(_format) ?? TableFormat.Arrow)
        {
            Placement = Placement(parse),
            Pool = Pool(parse),
            Environment = Environment(parse),
            Cached = !parse.GetValue(_uncached),
        };
    }

    private int? Workers(ParseResult parse) => parse.GetValue(_workers) is { } workers and (< 1 or > MostWorkers)
        ? throw new InvalidInputException("invalid_workers", $"--workers is {workers}; expected 1 to {MostWorkers}.")
        : parse.GetValue(_workers);

    private TimeSpan? TimeLimit(ParseResult parse) => parse.GetValue(_timeout) switch
    {
        null => null,
        > 0 and <= 31_536_000 and var seconds => TimeSpan.FromSeconds(seconds),
        var seconds => throw new InvalidInputException("invalid_timeout", $"--timeout is {seconds}; expected seconds above 0, at most a year."),
    };

    private static ulong SeedOf(ParameterSet parameters, string? seed, int? replicate)
    {
        if (seed is not null && replicate is not null)
            throw new InvalidInputException("seed_and_replicate", "--seed and --replicate both choose the seed; give one of them.");
        if (seed is null)
        {
            return replicate is null or >= 0
                ? Seed.OfReplicate(parameters.Id, replicate ?? 0)
                : throw new InvalidInputException("invalid_replicate", $"--replicate is {replicate}; expected 0 or more.");
        }
        return ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidInputException("invalid_seed", $"--seed is '{seed}'; expected a whole number from 0 to 2^64-1.");
    }

    private static void Refuse(ParseResult parse, IEnumerable<Option> options, string when)
    {
        foreach (var option in options)
        {
            if (parse.GetResult(option) is { Implicit: false }) throw new InvalidInputException("usage", $"{option.Name} has no meaning {when}.");
        }
    }

    private static InvalidInputException Missing(string name) => new(
        "usage",
        $"One simulation needs {name}.",
        "Write mops sim run ENTRYPOINT --params JSON, or mops sim run --tasks FILE for many.");
}
