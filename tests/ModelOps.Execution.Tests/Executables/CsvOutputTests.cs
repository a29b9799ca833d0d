using System.Text;
using ModelOps.Execution.Executables;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Executables;

public sealed class CsvOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1|-2|+3|007", ColumnKind.Int64, "1|-2|3|7")]
    [InlineData("1||3", ColumnKind.Int64, "1||3")]
    [InlineData("9223372036854775807|-9223372036854775808", ColumnKind.Int64, "9223372036854775807|-9223372036854775808")]
    [InlineData("18446744073709551615|0", ColumnKind.UInt64, "18446744073709551615|0")]
    [InlineData("18446744073709551616|0", ColumnKind.Float64, "1.8446744073709552E+19|0")]
    [InlineData("1|2.5", ColumnKind.Float64, "1|2.5")]
    [InlineData("1.|.5|-1e-3|1E3", ColumnKind.Float64, "1|0.5|-0.001|1000")]
    [InlineData("nan|-NaN|inf|-Inf|+infinity|", ColumnKind.Float64, "NaN|NaN|Infinity|-Infinity|Infinity|")]
    [InlineData("||", ColumnKind.Float64, "||")]
    [InlineData("true|False||TRUE", ColumnKind.Bool, "true|false||true")]
    [InlineData("1|true", ColumnKind.Utf8, "1|true")]
    [InlineData("1,5|2", ColumnKind.Utf8, "1,5|2")]
    [InlineData("0x10|--1|1_000", ColumnKind.Utf8, "0x10|--1|1_000")]
    [InlineData("NA|+-inf|-", ColumnKind.Utf8, "NA|+-inf|-")]
    [InlineData("1 000|∞", ColumnKind.Utf8, "1 000|∞")]
    public void Type_of_a_column_is_the_first_that_all_its_cells_fit(string cells, ColumnKind kind, string values)
    {
        var column = Read("row,x\n" + string.Concat(cells.Split('|').Select(cell => $"0,\"{cell}\"\n")))["x"];
        column.Type.Kind.ShouldBe(kind);
        Enumerable.Range(0, column.Rows).Select(row => column.Display(row) ?? "").ShouldBe(values.Split('|'));
    }

    [Fact]
    public void Quotes_line_ends_spaces_and_a_byte_order_mark_are_read_as_people_write_them()
    {
        var table = Read("\uFEFF\"day\", note \r\n1, \"a, \"\"b\"\"\nc\" \r\n\r\n2,é\r\n");
        table.Columns.Select(column => column.Name).ShouldBe(["day", "note"]);
        Enumerable.Range(0, table.Rows).Select(row => table["note"].Display(row)).ShouldBe(["a, \"b\"\nc", "é"]);
        table["day"].GetInt64(1).ShouldBe(2);
    }

    [Fact]
    public void Header_alone_is_a_table_without_rows() => Read("a,b\n").Rows.ShouldBe(0);

    [Theory]
    [InlineData("", "t.csv:1: it has no header.")]
    [InlineData("a,a\n", "t.csv:1: column 'a' occurs twice.")]
    [InlineData("a,\n1,2\n", "t.csv:1: a column has no name.")]
    [InlineData("a,b\n1,2\n\n1,2,3\n", "t.csv:4: the row has 3 cells, the header 2.")]
    [InlineData("a,b\n1,x\"y\n", "t.csv:2: a quotation mark stands within a cell")]
    [InlineData("a\n1\n\"x\n", "t.csv:4: a quotation mark stands within a cell that is not quoted, or a quoted cell does not end.")]
    public void Text_that_is_no_table_names_file_and_line(string text, string message) =>
        Should.Throw<ProgramFailedException>(() => Read(text)).Message.ShouldStartWith(message);

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        File.WriteAllBytes(_folder["t.csv"], [.. Encoding.ASCII.GetBytes("a\n1\n"), 0xE9, (byte)'\n']);
        Should.Throw<ProgramFailedException>(() => CsvOutput.Read(_folder["t.csv"])).Message.ShouldContain("no UTF-8");
    }

    [Fact]
    public void What_mops_writes_as_csv_is_read_back()
    {
        var table = new ArrowTable([
            ColumnFactory.Numbers<double>("f", [0.1, -1e300, double.NaN], [true, true, false]),
            ColumnFactory.Texts("s", ["a,b", "\"", "x\ny"]),
            ColumnFactory.Bools("b", [true, null, false]),
        ]);
        var text = new StringWriter();
        CsvTables.Write(table, text);
        var again = new StringWriter();
        CsvTables.Write(Read(text.ToString()), again);
        again.ToString().ShouldBe(text.ToString());
    }

    private ArrowTable Read(string text) => CsvOutput.Read(_folder.Write("t.csv", text));
}
