using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Tables;

public sealed class TableConvertCommandTests : IDisposable
{
    private const string Cases = "day,cases,rate,place,final\n2024-01-01,3,0.5,0301,true\n2024-01-02,,-1,\"b, c\",false\n";

    private readonly TemporaryFolder _folder = new();

    public TableConvertCommandTests() => _folder.Write("cases.csv", Cases);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Table_survives_the_way_through_all_formats()
    {
        await ConvertAsync("cases.csv", "a.arrow");
        await ConvertAsync("a.arrow", "b.feather");
        await ConvertAsync("b.feather", "c.arrows");
        await ConvertAsync("c.arrows", "d.csv");

        (await File.ReadAllTextAsync(_folder["d.csv"])).ShouldBe(Cases);
        (await File.ReadAllBytesAsync(_folder["c.arrows"])).ShouldBe(await File.ReadAllBytesAsync(_folder["a.arrow"]));
        (await File.ReadAllTextAsync(_folder["b.feather"])).ShouldStartWith("ARROW1");
        ArrowReader.Read(await File.ReadAllBytesAsync(_folder["a.arrow"])).Columns.Select(column => column.Type.Kind)
            .ShouldBe([ColumnKind.Date32, ColumnKind.Int64, ColumnKind.Float64, ColumnKind.Utf8, ColumnKind.Bool]);
    }

    [Fact]
    public async Task Options_decide_where_names_do_not()
    {
        _folder.Write("cases.txt", Cases);
        (await ConvertAsync("cases.txt", "out.bin", "--from", "csv", "--format", "arrow")).Out.ShouldBe("out.bin: 2 rows, 5 columns\n");
        (await ConvertAsync("out.bin", "-", "--from", "arrow")).Out.ShouldBe(Cases);
    }

    [Fact]
    public async Task File_is_replaced_even_by_its_own_conversion()
    {
        (await ConvertAsync("cases.csv", "cases.csv", "--missing", "0301")).Status.ShouldBe(ExitStatus.Ok);

        (await File.ReadAllTextAsync(_folder["cases.csv"])).ShouldBe(Cases.Replace("0301", "", StringComparison.Ordinal));
        Directory.EnumerateFiles(_folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Json_answer_says_what_was_written() =>
        (await ConvertAsync("cases.csv", "a.arrow", "--json")).Out
            .ShouldStartWith("""{"out":"a.arrow","format":"arrow","rows":2,"columns":[{"name":"day","type":"date32","missing":0},""");

    [Theory]
    [InlineData("cases.csv out.parquet", "unknown_format")]
    [InlineData("cases.csv out --format parquet", "usage")]
    [InlineData("cases.csv - --format arrow", "binary_output")]
    [InlineData("none.csv out.arrow", "file_not_found")]
    [InlineData("cases.csv none/out.arrow", "folder_not_found")]
    [InlineData("cases.csv folder.csv", "file_is_folder")]
    [InlineData("cases.csv out.csv --from arrow", "invalid_table")]
    public async Task Invalid_input_is_explained_and_nothing_written(string arguments, string code)
    {
        Directory.CreateDirectory(_folder["folder.csv"]);

        var run = await ConvertAsync([.. arguments.Split(' '), "--json"]);

        run.Status.ShouldBe(ExitStatus.Invalid);
        run.Error.ShouldStartWith($$"""{"error_code":"{{code}}",""");
        Directory.EnumerateFiles(_folder.Path).ShouldHaveSingleItem().ShouldEndWith("cases.csv");
    }

    private Task<CliRun> ConvertAsync(params string[] arguments) => CliRun.In(_folder.Path, [], ["table", "convert", .. arguments]);
}
