using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Seeds;
using ModelOps.Contracts.Simulation;
using ModelOps.Durability.Files;
using ModelOps.Tables.Csv;
using ModelOps.Tables.Ipc;

namespace ModelOps.Cli.Simulations;

/// <summary><c>mops sim run</c>: one simulation, exactly as a study would run it.</summary>
internal static class SimRunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var entrypoint = new Argument<string>("ENTRYPOINT") { Description = "package.module:function, path/Model.dll:Namespace.Type, or the id of a model in manifest.json" };
        var parameters = new Option<string>("--params") { Required = true, HelpName = "JSON", Description = "The parameters, such as '{\"beta\": 1.5}'" };
        var seed = new Option<string?>("--seed") { HelpName = "N", Description = "The seed, 0 to 2^64-1" };
        var replicate = new Option<int?>("--replicate") { HelpName = "I", Description = "Take the seed of replicate I of these parameters; 0 by default" };
        var bundle = new Option<string>("--bundle") { HelpName = "BUNDLE", Description = "What holds the model: a folder, or the tag or digest of a pushed bundle; the working directory by default", DefaultValueFactory = static _ => "." };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Write each table to DIR as NAME.arrow; printed as CSV by default" };
        var timeout = new Option<double?>("--timeout") { HelpName = "SECONDS", Description = "Give up after so long; never by default" };
        return new Command("run", "Run one simulation") { entrypoint, parameters, seed, replicate, bundle, output, timeout }.Runs(async (parse, cancellationToken) =>
        {
            var set = ParameterSet.Parse(parse.GetRequiredValue(parameters), "--params");
            var task = new SimulationTask(0, set, SeedOf(set, parse.GetValue(seed), parse.GetValue(replicate)));
            var code = Entrypoint.ParseOrId(parse.GetRequiredValue(entrypoint));
            var outcome = await RunAsync(context, code, parse.GetRequiredValue(bundle), task, TimeLimit(parse.GetValue(timeout)), cancellationToken);
            if (outcome.Error is { } error)
            {
                context.Error.Write($"{error.Traceback}{(error.Traceback.Length == 0 || error.Traceback.EndsWith('\n') ? "" : "\n")}");
                throw new NotFoundException("simulation_failed", $"The simulation did not complete: {error.Type}: {error.Message}");
            }
            var folder = parse.GetValue(output) is { } named ? context.Resolve(named) : null;
            if (folder is not null) Save(outcome, folder);
            var answer = new SimRunAnswer(set.Id, task.Seed.ToString(CultureInfo.InvariantCulture), Shapes(outcome), folder);
            parse.Answer(context).Write(answer, SimulationsJson.Default.SimRunAnswer, (known, text) => Render(known, outcome, text));
            return ExitStatus.Ok;
        });
    }

    private static async Task<SimulationOutcome> RunAsync(
        CliContext context, Entrypoint code, string bundle, SimulationTask task, TimeSpan? timeLimit, CancellationToken cancellationToken)
    {
        var bundles = BundlePorts.Bundles(context);
        var (pinned, entrypoint) = await bundles.PinModelAsync(bundle, context.WorkingDirectory, code, [], cancellationToken);
        await using var checkout = await bundles.CheckoutAsync(pinned, cancellationToken);
        var model = new ModelBinding(pinned.Content, checkout.Path, entrypoint);
        await using var engine = LocalPorts.Engine(context, model, new() { TimeLimit = timeLimit }, workers: 1, cached: false);
        await engine.PrepareAsync(cancellationToken);
        return await engine.RunAsync(new[] { task }.ToAsyncEnumerable(), cancellationToken).SingleAsync(cancellationToken);
    }

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

    private static TimeSpan? TimeLimit(double? seconds) => seconds switch
    {
        null => null,
        > 0 and <= 31_536_000 => TimeSpan.FromSeconds(seconds.Value),
        _ => throw new InvalidInputException("invalid_timeout", $"--timeout is {seconds}; expected seconds above 0, at most a year."),
    };

    private static void Save(SimulationOutcome outcome, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in outcome.Tables)
        {
            if (name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name is "." or "..")
                throw new InvalidInputException("invalid_table_name", $"The model's table '{name}' can't be the name of a file.");
            AtomicFile.Write(Path.Combine(folder, $"{name}.arrow"), bytes.Span);
        }
    }

    private static IReadOnlyList<TableShape> Shapes(SimulationOutcome outcome) =>
    [
        .. from table in outcome.Tables.OrderBy(table => table.Key, StringComparer.Ordinal)
           let read = ArrowReader.Read(table.Value)
           select new TableShape(table.Key, read.Rows, [.. read.Columns.Select(column => column.Name)]),
    ];

    private static void Render(SimRunAnswer answer, SimulationOutcome outcome, TextWriter output)
    {
        foreach (var table in answer.Tables)
        {
            if (answer.Out is not null) output.Write($"{Path.Combine(answer.Out, table.Name)}.arrow  {table.Rows} rows: {string.Join(", ", table.Columns)}\n");
            else
            {
                if (answer.Tables.Count > 1) output.Write($"# {table.Name}\n");
                CsvTables.Write(ArrowReader.Read(outcome.Tables[table.Name]), output);
            }
        }
    }
}
