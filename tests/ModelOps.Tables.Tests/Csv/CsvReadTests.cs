using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Tables.Tests.Csv;

public sealed class CsvReadTests
{
    // What breaks readers: separators, marks, line ends, nothing, spaces, other scripts.
    private static readonly Gen<string?> Cell = Gen.Elements("", "a", ",", "\"", "\"\"", "x\ny", "x\r\ny", " s ", "é ☃", "\r", null);

    [Theory]
    [InlineData("int64", "0,-1,9223372036854775807,")]
    [InlineData("uint64", "0,9223372036854775808,18446744073709551615,")]
    [InlineData("float64", "0.5,-1,,1e-5,.5,+2,NaN,inf,-Infinity,-0")]
    [InlineData("float64", "1e300,100000000000000000000")]
    [InlineData("bool", "true,False,TRUE,")]
    [InlineData("date32", "2024-02-29,0001-01-01,9999-12-31,")]
    [InlineData("timestamp[s]", "2024-02-29T12:00:00,2024-02-29 12:00:01,")]
    [InlineData("timestamp[ms, UTC]", "2024-02-29T12:00:00Z,2024-02-29T12:00:00.25+01:00,")]
    [InlineData("timestamp[us]", "2024-02-29T12:00:00.0001,1969-12-31T23:59:59.999999")]
    [InlineData("timestamp[ns]", "2024-02-29T12:00:00.000000001")]
    [InlineData("float64", ",,")]
    // Codes keep their zeros, long identifiers their digits.
    [InlineData("utf8", "0301,1103")]
    [InlineData("utf8", "-1,9223372036854775809")]
    [InlineData("utf8", "0.5,9007199254740993")]
    [InlineData("utf8", "184467440737095516161")]
    [InlineData("utf8", "1e999")]
    [InlineData("utf8", "true,1")]
    [InlineData("utf8", "2023-02-29")]
    [InlineData("utf8", "2024-02-29,2024-02-29T12:00:00")]
    [InlineData("utf8", "2024-02-29T12:00:00Z,2024-02-29T12:00:00")]
    [InlineData("utf8", "2024-02-29T24:00:00")]
    [InlineData("utf8", "1500-01-01T00:00:00.000000001")]
    [InlineData("utf8", "1 2,+,-,.,e5,1_000")]
    public void Column_has_the_first_type_that_all_values_fit(string type, string cells)
    {
        var lines = string.Concat(cells.Split(',').Select(cell => $"{cell},\n"));
        Read($"x,y\n{lines}")["x"].Type.ToString().ShouldBe(type);
    }

    [Fact]
    public void Values_are_read_exactly()
    {
        var table = Read("n,x,at,flag\n -7 , 0.1 ,2024-02-29T12:00:00.25+01:30,true\n,,,\n");
        table["n"].GetInt64(0).ShouldBe(-7);
        table["x"].GetDouble(0).ShouldBe(0.1);
        table["at"].Display(0).ShouldBe("2024-02-29T10:30:00.250Z");
        table["flag"].GetBool(0).ShouldBeTrue();
        table.Columns.ShouldAllBe(column => column.IsNull(1) && column.NullCount == 1);
    }

    [Fact]
    public void Quoted_empty_cell_is_an_empty_text() => Texts("t,u\n\"\",1\n,2\n", "t").ShouldBe(["", null]);

    [Fact]
    public void Quoted_empty_cell_of_an_only_column_is_missing() => Texts("t\na\n\"\"\n\nb\n", "t").ShouldBe(["a", null, "b"]);

    [Fact]
    public void Another_mark_of_missing_values_counts_unless_quoted()
    {
        CsvTables.Read("f", "n,t\n1,NA\nNA,\"NA\"\n"u8, "NA")["n"].Type.Kind.ShouldBe(ColumnKind.Int64);
        var texts = CsvTables.Read("f", "n,t\n1,NA\nNA,\"NA\"\n"u8, "NA")["t"];
        texts.IsNull(0).ShouldBeTrue();
        texts.GetText(1).ShouldBe("NA");
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r1,2\r")]
    [InlineData("a,b\n1,2")]
    [InlineData("\n\na,b\n\n1,2\n\n")]
    [InlineData("\uFEFFa,b\n1,2\n")]
    [InlineData(" a , b \n1,2\n")]
    public void Line_ends_empty_lines_and_a_byte_order_mark_do_not_matter(string text)
    {
        var table = Read(text);
        table.Columns.Select(column => column.Name).ShouldBe(["a", "b"]);
        table.Rows.ShouldBe(1);
        table["b"].GetInt64(0).ShouldBe(2);
    }

    [Theory]
    [InlineData("", "f.csv:1:1: it has no header")]
    [InlineData("a,b,a\n", "f.csv:1:5: columns 1 and 3 are both named 'a'")]
    [InlineData("a,b\n1,2\n3\n", "f.csv:3:1: the row has 1 cells, the header 2")]
    [InlineData("a,b\n\"two\nlines\",2\n1,2,3\n", "f.csv:4:5: the row has more cells than the 2 of the header")]
    [InlineData("a,b\né,x\"y\"\n", "f.csv:2:3: a quotation mark stands inside a cell")]
    [InlineData("a,b\n1,\"never\n", "f.csv:2:3: the quotation mark is never closed")]
    [InlineData("a,b\n1,\"x\"y\n", "f.csv:2:3: text follows the closing quotation mark")]
    public void Fault_is_named_by_file_line_and_character(string text, string message)
    {
        var fault = Should.Throw<InvalidInputException>(() => Read(text));
        fault.Code.ShouldBe("invalid_csv");
        fault.Message.ShouldStartWith(message);
    }

    [Fact]
    public void Other_encodings_are_named()
    {
        Should.Throw<InvalidInputException>(() => CsvTables.Read("f.csv", Encoding.Latin1.GetBytes("a\nné\n")))
            .Message.ShouldBe("f.csv:2:2: the byte 0xE9 is not UTF-8; save the file as UTF-8.");
        Should.Throw<InvalidInputException>(() => CsvTables.Read("f.csv", [0xFF, 0xFE, 0x61, 0x00])).Message.ShouldContain("it is UTF-16");
    }

    [Fact]
    public void Texts_come_back_as_they_were_written() =>
        Prop.ForAll(Cell.ArrayOf().ToArbitrary(), cells =>
        {
            var table = new ArrowTable([ColumnFactory.Texts("t, \"1\"", cells), ColumnFactory.Texts("u", [.. cells.Select(_ => "word")])]);
            using var text = new StringWriter();
            CsvTables.Write(table, text);
            var read = Read(text.ToString()).Columns[0];
            // Without a value there is nothing that a type could be chosen by.
            read.Name.ShouldBe("t, \"1\"");
            Enumerable.Range(0, cells.Length).Select(read.Display).ShouldBe(cells);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_text_is_a_table_or_an_error() =>
        Prop.ForAll(Gen.Elements("a", ",", "\"", "\n", "\r", "1", "2024-02-29", "é").ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            try
            {
                var table = Read(text);
                foreach (var column in table.Columns) column.Rows.ShouldBe(table.Rows);
            }
            catch (InvalidInputException fault)
            {
                fault.Code.ShouldBe("invalid_csv");
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("QUOTE_MINIMAL", "\\n")]
    [InlineData("QUOTE_ALL", "\\r\\n")]
    public async Task What_Python_writes_is_read_as_Python_meant_it(string quoting, string lineEnd)
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("write.py", $"""
            import csv, sys
            cells = ["plain", "a,b", 'say "hi"', "two\nlines", "x\r\ny", " s ", "é ☃", '"', ",", "1e5x"]
            with open(sys.argv[1], "w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file, quoting=csv.{quoting}, lineterminator="{lineEnd}")
                writer.writerow(["i", "t"])
                writer.writerows((i, cell) for i, cell in enumerate(cells))
            """);
        (await TestProcess.RunAsync("python3", script, folder["t.csv"])).Status.ShouldBe(0);
        var table = CsvTables.Read("t.csv", await File.ReadAllBytesAsync(folder["t.csv"]));
        table["i"].GetInt64(9).ShouldBe(9);
        Enumerable.Range(0, table.Rows).Select(table["t"].GetText)
            .ShouldBe(["plain", "a,b", "say \"hi\"", "two\nlines", "x\r\ny", " s ", "é ☃", "\"", ",", "1e5x"]);
    }

    private static ArrowTable Read(string text) => CsvTables.Read("f.csv", Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string?> Texts(string text, string column)
    {
        var read = Read(text)[column];
        return Enumerable.Range(0, read.Rows).Select(read.GetText);
    }
}
