using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;

namespace ModelOps.Tables.Tests.Csv;

public sealed class CsvTablesTests
{
    [Fact]
    public void Fields_are_quoted_only_where_needed() => Text(
        ColumnFactory.Texts("a \"name\"", ["plain", "a,b", "say \"hi\"", "two\nlines"]),
        ColumnFactory.Numbers<double>("x", [0.1, 1e21, -0.0, double.NaN]))
        .ShouldBe("\"a \"\"name\"\"\",x\nplain,0.1\n\"a,b\",1E+21\n\"say \"\"hi\"\"\",-0\n\"two\nlines\",NaN\n");

    [Fact]
    public void Missing_value_is_empty_and_an_empty_text_is_quoted() => Text(
        ColumnFactory.Texts("t", ["", null]),
        ColumnFactory.Numbers<long>("n", [0, long.MinValue], [false, true]))
        .ShouldBe("t,n\n\"\",\n,-9223372036854775808\n");

    [Fact]
    public void Missing_value_of_an_only_column_is_no_empty_line() =>
        Text(ColumnFactory.Bools("flag", [true, null])).ShouldBe("flag\ntrue\n\"\"\n");

    [Fact]
    public void Times_and_lists_are_texts() => Text(
        ColumnFactory.Temporal("at", new(ColumnKind.Timestamp, TimeUnit.Millisecond, "UTC"), [0]),
        new ListColumn("items", [0, 2], ColumnFactory.Numbers<int>("item", [1, 2]), default))
        .ShouldBe("at,items\n1970-01-01T00:00:00.000Z,\"[1, 2]\"\n");

    private static string Text(params Column[] columns)
    {
        using var writer = new StringWriter();
        CsvTables.Write(new ArrowTable(columns), writer);
        return writer.ToString();
    }
}
