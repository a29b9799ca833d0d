using Spectre.Console;

namespace ModelOps.Cli.Output;

/// <summary>Aligned columns for people. A row is one line however long it is, so that grep and cut work on it.</summary>
internal static class TextTable
{
    private const int NoWrapping = 100_000;

    /// <summary>Writes a heading and rows; each row has as many cells as the heading.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().NoBorder().HideFooters();
        foreach (var title in heading) table.AddColumn(new TableColumn(new Text(title)).NoWrap().Padding(0, 0, 2, 0));
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        using var buffer = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(buffer) });
        console.Profile.Width = NoWrapping;
        console.Write(table);
        foreach (var line in buffer.ToString().TrimEnd().Split('\n')) output.Write(line.TrimEnd() + "\n");
    }
}
