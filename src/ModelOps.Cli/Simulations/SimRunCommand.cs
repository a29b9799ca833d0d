using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Durability.Files;
using ModelOps.Tables.Csv;
using ModelOps.Tables.Ipc;

namespace ModelOps.Cli.Simulations;

/// <summary><c>mops sim run</c>: one simulation, exactly as a study would run it, or many from a file.</summary>
internal static class SimRunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var options = new SimRunOptions(context);
        return options.Command().Runs((parse, cancellationToken) => options.Many(parse) is { } many
            ? RunManyAsync(context, parse, many, options.Output(parse), cancellationToken)
            : RunOneAsync(context, parse, options, cancellationToken));
    }

    private static async Task<ExitStatus> RunOneAsync(CliContext context, ParseResult parse, SimRunOptions options, CancellationToken cancellationToken)
    {
        var (code, task) = options.One(parse);
        var outcome = await RunAsync(context, parse, options, code, task, cancellationToken);
        if (outcome.Error is { } error)
        {
            context.Error.Write($"{error.Traceback}{(error.Traceback.Length == 0 || error.Traceback.EndsWith('\n') ? "" : "\n")}");
            throw new NotFoundException("simulation_failed", $"The simulation did not complete: {error.Type}: {error.Message}");
        }
        var folder = options.Output(parse) is { } named ? context.Resolve(named) : null;
        if (folder is not null) Save(outcome, folder);
        var answer = new SimRunAnswer(task.Parameters.Id, task.Seed.ToString(CultureInfo.InvariantCulture), Shapes(outcome), folder);
        parse.Answer(context).Write(answer, SimulationsJson.Default.SimRunAnswer, (known, text) => Render(known, outcome, text));
        return ExitStatus.Ok;
    }

    private static async Task<ExitStatus> RunManyAsync(
        CliContext context, ParseResult parse, SimTasksOptions options, string? folder, CancellationToken cancellationToken)
    {
        var tasks = new SimTasks(context, options);
        if (folder is null)
        {
            var failed = await tasks.PrintAsync(cancellationToken);
            if (failed == 0) return ExitStatus.Ok;
            context.Error.Write($"{CountText.Of(failed, "simulation")} did not complete; the command that runs one again is in its line.\n");
            return ExitStatus.Failures;
        }
        var answer = await tasks.SaveAsync(context.Resolve(folder), cancellationToken);
        parse.Answer(context).Write(answer, SimulationsJson.Default.SimTasksAnswer, SimTasksText.Render);
        return answer.Failed > 0 ? ExitStatus.Failures : ExitStatus.Ok;
    }

    private static async Task<SimulationOutcome> RunAsync(
        CliContext context, ParseResult parse, SimRunOptions options, Entrypoint code, SimulationTask task, CancellationToken cancellationToken)
    {
        // Read before anything is written.
        var (pool, placement) = (options.Pool(parse) with { Workers = 1 }, options.Placement(parse));
        var bundles = BundlePorts.Bundles(context);
        var (pinned, entrypoint) = await bundles.PinModelAsync(options.Bundle(parse), context.WorkingDirectory, code, [], cancellationToken);
        await using var checkout = await bundles.CheckoutAsync(pinned, cancellationToken);
        var model = new ModelBinding(pinned.Content, checkout.Path, entrypoint) { Reference = pinned.Reference, Environment = options.Environment(parse) };
        await using var engine = LocalPorts.Engine(context, model, pool, placement, cached: false);
        await engine.PrepareAsync(cancellationToken);
        return await engine.RunAsync(new[] { task }.ToAsyncEnumerable(), cancellationToken).SingleAsync(cancellationToken);
    }

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
