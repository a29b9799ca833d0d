using System.CommandLine;
using ModelOps.Adaptive.Export;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Tables.Columns;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive export</c>: trials, replicates, output tables or a posterior sample as one table.</summary>
internal static class ExportCommand
{
    private const string Csv = "csv";
    private const string Arrow = "arrow";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var dsn = DsnOption.Create();
        var output = new Option<string?>("--out", "-o") { HelpName = "FILE", Description = "Where to write it; CSV to standard output by default" };
        var format = new Option<string?>("--format") { HelpName = "csv|arrow", Description = "By default what the file's name ends with" };
        var replicates = new Option<bool>("--replicates") { Description = "One row a replicate instead of one a trial" };
        var table = new Option<string?>("--table") { HelpName = "NAME", Description = "All rows of an output table of all replicates, with trial, replicate, seed and parameters; CSV" };
        var posterior = new Option<bool>("--posterior") { Description = "Write the weighted posterior sample of builtin:abc_smc instead" };
        format.AcceptOnlyFromAmong(Csv, Arrow);
        var command = new Command("export", "Write trials, replicates, output tables or a posterior sample as one table") { run, output, format, replicates, table, posterior, dsn };
        return command.Runs(async (parse, cancellationToken) =>
        {
            var file = parse.GetValue(output);
            var request = new ExportRequest(parse.GetRequiredValue(run), parse.GetValue(dsn), file, (parse.GetValue(format) ?? FormatOf(file)) == Arrow)
            {
                Replicates = parse.GetValue(replicates),
                Posterior = parse.GetValue(posterior),
                Table = parse.GetValue(table),
            };
            Check(request);
            if (request is { Posterior: true }) await ExportPosteriorAsync(context, request, cancellationToken);
            else await ExportTrialsAsync(context, request, cancellationToken);
            return ExitStatus.Ok;
        });
    }

    private static void Check(ExportRequest request)
    {
        if (new[] { request.Replicates, request.Posterior, request.Table is not null }.Count(chosen => chosen) > 1)
            throw new InvalidInputException("usage", "--replicates, --table and --posterior exclude each other: each is a table of its own.");
        if (request.Table is not null && request.IsArrow)
            throw new InvalidInputException("table_needs_csv", "Output tables are exported as CSV, row by row.", "Export to a .csv file; 'mops table convert FILE.csv FILE.arrow' makes Arrow of it.");
        if (request.File is null && request.IsArrow)
            throw new InvalidInputException("binary_output", "Arrow is binary and needs --out FILE.");
    }

    private static async Task ExportTrialsAsync(CliContext context, ExportRequest request, CancellationToken cancellationToken)
    {
        await using var run = await RecordedRun.OpenTrialsAsync(context, request.Dsn, request.Run, cancellationToken);
        if (request.Table is { } name) await ExportTableAsync(context, new(run.Trials, run.Tables, name), request.File, cancellationToken);
        else if (request.Replicates) Write(context, request, ReplicateTable.Of(run.Trials), "replicates");
        else Write(context, request, TrialTable.Of(run.Trials), "trials");
    }

    private static async Task ExportPosteriorAsync(CliContext context, ExportRequest request, CancellationToken cancellationToken)
    {
        var state = await DsnOption.ReadAsync(context, request.Dsn, request.Run, cancellationToken);
        Write(context, request, [await PosteriorTable.OfAsync(state, cancellationToken)], "particles");
    }

    private static void Write(CliContext context, ExportRequest request, IEnumerable<ArrowTable> tables, string name)
    {
        var rows = new ExportedRows(tables);
        if (request.File is null)
        {
            rows.Print(context.Out);
            return;
        }
        rows.Save(context.Resolve(request.File), request.IsArrow);
        context.Error.Write($"{rows.Rows} {name} written to {request.File}\n");
    }

    private static async Task ExportTableAsync(CliContext context, LongTable export, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await export.WriteAsync(context.Out, cancellationToken);
            return;
        }
        var path = context.Resolve(file);
        using var pending = PendingFile.In(Path.GetDirectoryName(path)!);
        var rows = 0L;
        await using (var writer = new StreamWriter(pending.Stream, leaveOpen: true)) rows = await export.WriteAsync(writer, cancellationToken);
        pending.Commit(path);
        context.Error.Write($"{rows} rows written to {file}\n");
    }

    private static string FormatOf(string? file) => Path.GetExtension(file) switch
    {
        null or "" or ".csv" => Csv,
        ".arrow" or ".arrows" => Arrow,
        var other => throw new InvalidInputException("unknown_format", $"'{other}' is no known format; expected .csv or .arrow.", "Or give --format csv|arrow."),
    };
}
