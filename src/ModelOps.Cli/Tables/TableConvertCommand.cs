using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;

namespace ModelOps.Cli.Tables;

/// <summary><c>mops table convert</c>: the same table in another format.</summary>
internal static class TableConvertCommand
{
    private const string StandardOutput = "-";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var input = new Argument<string>("IN") { Description = "An Arrow stream, an Arrow (Feather) file or a CSV file" };
        var output = new Argument<string>("OUT") { Description = "The file to write or to replace; - is standard output, for CSV only" };
        var from = TableFormats.Option("--from", "What IN is; by default what its name ends with");
        var format = TableFormats.Option("--format", "What to write; by default what the name of OUT ends with");
        var missing = TableOptions.Missing();
        return new Command("convert", "Write a table in another format: Arrow stream (.arrow), Arrow file (.feather), CSV (.csv)") { input, output, from, format, missing }.Runs(parse =>
        {
            var (source, target) = (parse.GetRequiredValue(input), parse.GetRequiredValue(output));
            var named = parse.GetValue(format);
            // Before anything is read: a wrong name must not cost the reading of a large table.
            var wanted = target == StandardOutput && named is null ? TableFormat.Csv : TableFormats.Of(target, named, format.Name);
            if (target == StandardOutput && wanted != TableFormat.Csv)
                throw new InvalidInputException("binary_output", $"{TableFormats.Name(wanted)} is binary and needs a file as OUT.");
            var table = TableFile.Read(context, source, TableFormats.Of(source, parse.GetValue(from), from.Name), parse.GetValue(missing));
            if (target == StandardOutput) CsvTables.Write(table, context.Out);
            else Save(parse, context, table, target, wanted);
            return ExitStatus.Ok;
        });
    }

    private static void Save(ParseResult parse, CliContext context, ArrowTable table, string target, TableFormat format)
    {
        TableFile.Write(context, target, table, format);
        var answer = new TableConvertAnswer(target, TableFormats.Name(format), table.Rows, TableShowCommand.Columns(table));
        parse.Answer(context).Write(answer, TablesJson.Default.TableConvertAnswer, Render);
    }

    private static void Render(TableConvertAnswer answer, TextWriter output) =>
        output.Write($"{answer.Out}: {answer.Rows} rows, {answer.Columns.Count} columns\n");
}
