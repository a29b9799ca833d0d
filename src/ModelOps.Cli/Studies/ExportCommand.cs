using System.CommandLine;
using System.Text;
using ModelOps.Adaptive.Export;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;
using ModelOps.Tables.Ipc;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive export</c>: the trials as a table.</summary>
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
        format.AcceptOnlyFromAmong(Csv, Arrow);
        var posterior = new Option<bool>("--posterior") { Description = "Write the weighted posterior sample of builtin:abc_smc instead" };
        return new Command("export", "Write the trials as a table, one row a trial") { run, output, format, posterior, dsn }.Runs(async (parse, cancellationToken) =>
        {
            var state = await DsnOption.ReadAsync(context, parse.GetValue(dsn), parse.GetRequiredValue(run), cancellationToken);
            var table = parse.GetValue(posterior) ? await PosteriorTable.OfAsync(state, cancellationToken) : TrialTable.Of(state);
            var file = parse.GetValue(output);
            var wanted = parse.GetValue(format) ?? FormatOf(file);
            if (file is null && wanted == Arrow)
                throw new InvalidInputException("binary_output", "Arrow is binary and needs --out FILE.");
            if (file is null) CsvTables.Write(table, context.Out);
            else
            {
                Save(context.Resolve(file), table, wanted);
                context.Error.Write($"{table.Rows} {(parse.GetValue(posterior) ? "particles" : "trials")} written to {file}\n");
            }
            return ExitStatus.Ok;
        });
    }

    private static void Save(string file, ArrowTable table, string format)
    {
        using var text = new StringWriter();
        if (format == Csv) CsvTables.Write(table, text);
        AtomicFile.Write(file, format == Csv ? Encoding.UTF8.GetBytes(text.ToString()) : ArrowWriter.Write(table));
    }

    private static string FormatOf(string? file) => Path.GetExtension(file) switch
    {
        null or "" or ".csv" => Csv,
        ".arrow" or ".arrows" => Arrow,
        var other => throw new InvalidInputException("unknown_format", $"'{other}' is no known format; expected .csv or .arrow.", "Or give --format csv|arrow."),
    };
}
