using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;

namespace ModelOps.Cli.Tables;

/// <summary><c>mops table show</c>: the columns of a table and its first rows.</summary>
internal static class TableShowCommand
{
    private const int UsualRows = 10;
    private const string Missing = "null";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "An Arrow stream, an Arrow (Feather) file or a CSV file" };
        var rows = new Option<int>("--rows") { HelpName = "N", Description = $"How many rows to show; {UsualRows} by default", DefaultValueFactory = static _ => UsualRows };
        var format = TableFormats.Option("--format", "What FILE is; by default what its name ends with");
        var missing = TableOptions.Missing();
        return new Command("show", "Show the columns of a table and its first rows") { file, rows, format, missing }.Runs(parse =>
        {
            var count = parse.GetValue(rows);
            if (count < 0) throw new InvalidInputException("invalid_rows", $"--rows is {count}; expected 0 or more.");
            var name = parse.GetRequiredValue(file);
            var table = TableFile.Read(context, name, TableFormats.Of(name, parse.GetValue(format), format.Name), parse.GetValue(missing));
            parse.Answer(context).Write(Describe(name, table, count), TablesJson.Default.TableShowAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    /// <summary>The columns as answers list them.</summary>
    public static IReadOnlyList<TableColumn> Columns(ArrowTable table) =>
        [.. table.Columns.Select(column => new TableColumn(column.Name, column.Type.ToString(), column.NullCount))];

    private static TableShowAnswer Describe(string name, ArrowTable table, int count)
    {
        var rows = Enumerable.Range(0, Math.Min(count, table.Rows));
        return new(name, table.Rows, Columns(table), [.. rows.Select(row => table.Columns.Select(column => column.Display(row)).ToList())]);
    }

    private static void Render(TableShowAnswer answer, TextWriter output)
    {
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{answer.File}: {answer.Rows} rows, {answer.Columns.Count} columns\n"));
        if (answer.Columns.Count == 0) return;
        output.Write('\n');
        TextTable.Write(output, ["column", "type", "missing"], answer.Columns.Select(column =>
            (IReadOnlyList<string>)[OneLine(column.Name), column.Type, column.Missing.ToString(CultureInfo.InvariantCulture)]));
        if (answer.FirstRows.Count == 0) return;
        output.Write('\n');
        TextTable.Write(
            output,
            [.. answer.Columns.Select(column => OneLine(column.Name))],
            answer.FirstRows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => OneLine(cell ?? Missing))]));
    }

    // A text of the table must neither break the line nor command the terminal.
    private static string OneLine(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(character => char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString()))
        : text;
}
