using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Tables;

public sealed class TableShowCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Csv_is_shown_with_types_missing_values_and_first_rows()
    {
        _folder.Write("cases.csv", "day,cases,place\n2024-01-01,3,a\n2024-01-02,,\"b, c\"\n2024-01-03,5,\n");

        var run = await ShowAsync("cases.csv", "--rows", "2");

        run.ShouldBe(new(ExitStatus.Ok, """
            cases.csv: 3 rows, 3 columns

            column  type    missing
            day     date32  0
            cases   int64   1
            place   utf8    1

            day         cases  place
            2024-01-01  3      a
            2024-01-02  null   b, c

            """.ReplaceLineEndings("\n"), ""));
    }

    [Fact]
    public async Task Json_has_the_cells_as_texts()
    {
        var table = new ArrowTable([ColumnFactory.Numbers<ulong>("seed", [ulong.MaxValue, 0], [true, false]), ColumnFactory.Texts("t", ["é\n", "b"])]);
        await File.WriteAllBytesAsync(_folder["t.arrow"], ArrowWriter.WriteFile(table));

        var run = await ShowAsync("t.arrow", "--json");

        run.Out.ShouldBe("""{"file":"t.arrow","rows":2,"columns":[{"name":"seed","type":"uint64","missing":1},{"name":"t","type":"utf8","missing":0}]"""
            + ""","first_rows":[["18446744073709551615","é\n"],[null,"b"]]}""" + "\n");
    }

    [Fact]
    public async Task Control_characters_of_a_table_do_not_reach_the_terminal()
    {
        _folder.Write("t.csv", "a\u001b[2J,b\n\"x\ny\",\u0007\n");
        var shown = (await ShowAsync("t.csv")).Out;
        shown.ShouldContain("a\\u001b[2J");
        shown.ShouldContain("x\\u000ay");
        shown.ShouldContain("\\u0007");
        shown.ShouldNotContain('\u001b');
    }

    [Theory]
    [InlineData("none.csv", "file_not_found", "There is no file 'none.csv'.")]
    [InlineData("t.parquet", "unknown_format", "'t.parquet' has the extension '.parquet'; expected .arrow, .arrows, .feather, .csv.")]
    [InlineData("t", "unknown_format", "'t' has no extension; expected .arrow, .arrows, .feather, .csv.")]
    [InlineData("bad.arrow", "invalid_table", "bad.arrow: The table does not hold together: ")]
    [InlineData("bad.csv", "invalid_csv", "bad.csv:2:1: the row has 1 cells, the header 2.")]
    [InlineData("t.csv --rows -1", "invalid_rows", "--rows is -1; expected 0 or more.")]
    public async Task Invalid_input_is_explained(string arguments, string code, string message)
    {
        foreach (var (name, text) in new[] { ("t.csv", "a\n1\n"), ("bad.arrow", "day,cases\n1,2\n"), ("bad.csv", "a,b\n1\n") }) _folder.Write(name, text);
        var words = arguments.Split(' ');

        var run = await ShowAsync([.. words, "--json"]);

        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldStartWith($$"""{"error_code":"{{code}}","message":"{{message}}""");
        run.Out.ShouldBeEmpty();
    }

    private Task<CliRun> ShowAsync(params string[] arguments) => CliRun.In(_folder.Path, [], ["table", "show", .. arguments]);
}
