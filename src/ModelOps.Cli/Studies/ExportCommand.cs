using System.CommandLine;
using System.Text;
using ModelOps.Adaptive.Export;
using ModelOps.Adaptive.Records;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;
using ModelOps.Tables.Ipc;

namespace ModelOps.Cli.Studies;

/// <summary><c>mops adaptive export</c>: trials, replicates or output tables as one table.</summary>
internal static class ExportCommand
{
    private const string Csv = "csv";
    private const string Arrow = "arrow";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var run = RunArgument.Create(context);
        var output = new Option<string?>("--out", "-o") { HelpName = "FILE", Description = "Where to write it; CSV to standard output by default" };
        var format = new Option<string?>("--format") { HelpName = "csv|arrow", Description = "By default what the file's name ends with" };
        var replicates = new Option<bool>("--replicates") { Description = "One row a replicate instead of one a trial" };
        var table = new Option<string?>("--table") { HelpName = "NAME", Description = "All rows of an output table of all replicates, with trial, replicate, seed and parameters; CSV" };
        format.AcceptOnlyFromAmong(Csv, Arrow);
        return new Command("export", "Write trials, replicates or output tables as one table") { run, output, format, replicates, table }.Runs(async (parse, cancellationToken) =>
        {
            var name = parse.GetRequiredValue(run);
            var file = parse.GetValue(output);
            var wanted = parse.GetValue(format) ?? FormatOf(file);
            if (parse.GetValue(table) is { } tableName)
            {
                if (parse.GetValue(replicates)) throw new InvalidInputException("table_and_replicates", "--table and --replicates exclude each other: rows of an output table name their replicate.");
                if (wanted == Arrow) throw new InvalidInputException("table_needs_csv", "Output tables are exported as CSV, row by row.", "Export to a .csv file; 'mops table convert FILE.csv FILE.arrow' makes Arrow of it.");
                await ExportTableAsync(context, name, tableName, file, cancellationToken);
                return ExitStatus.Ok;
            }
            if (file is null && wanted == Arrow) throw new InvalidInputException("binary_output", "Arrow is binary and needs --out FILE.");
            var state = LocalState.Runs(context).Read(name);
            var rows = parse.GetValue(replicates) ? ReplicateTable.Of(state) : TrialTable.Of(state);
            if (file is null) CsvTables.Write(rows, context.Out);
            else
            {
                Save(context.Resolve(file), rows, wanted);
                context.Error.Write($"{rows.Rows} {(parse.GetValue(replicates) ? "replicates" : "trials")} written to {file}\n");
            }
            return ExitStatus.Ok;
        });
    }

    private static async Task ExportTableAsync(CliContext context, string run, string table, string? file, CancellationToken cancellationToken)
    {
        var runs = LocalState.Runs(context);
        var export = new LongTable(runs.Read(run), RecordedTables.Open(runs.FolderOf(run)), table);
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

    private static void Save(string file, ArrowTable table, string format)
    {
        if (format == Arrow)
        {
            AtomicFile.Write(file, ArrowWriter.Write(table));
            return;
        }
        using var pending = PendingFile.In(Path.GetDirectoryName(file)!);
        using (var writer = new StreamWriter(pending.Stream, new UTF8Encoding(false), leaveOpen: true)) CsvTables.Write(table, writer);
        pending.Commit(file);
    }

    private static string FormatOf(string? file) => Path.GetExtension(file) switch
    {
        null or "" or ".csv" => Csv,
        ".arrow" or ".arrows" => Arrow,
        var other => throw new InvalidInputException("unknown_format", $"'{other}' is no known format; expected .csv or .arrow.", "Or give --format csv|arrow."),
    };
}
