using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Tables.Tests.Columns;

public sealed class ColumnBufferTests
{
    [Fact]
    public void Buffers_become_the_columns_they_describe()
    {
        var table = ArrowReader.Read(ArrowWriter.Write(SampleTables.Buffers()));

        table.Rows.ShouldBe(3);
        table["day"].GetValues<int>().ToArray().ShouldBe([1, 2, 3]);
        table["cases"].GetValue(2).ShouldBeNull();
        table["cases"].GetDouble(0).ShouldBe(0.5);
        Enumerable.Range(0, 3).Select(table["flag"].GetBool).ShouldBe([true, false, true]);
        Enumerable.Range(0, 3).Select(table["text"].GetText).ShouldBe(["a", "", "é"]);
    }

    public static TheoryData<string, ColumnBuffer> Malformed => new()
    {
        { "no multiple", new("x", ColumnKind.Int32, new byte[7]) },
        { "expected 4 for each row", new("x", ColumnKind.Utf8, new byte[7], new byte[6]) },
        { "expected 4 for each row", new("x", ColumnKind.Utf8, new byte[7]) },
        { "after 5", new("x", ColumnKind.Utf8, new byte[7], SampleTables.Bytes(0, 5, 3)) },
        { "offset -1", new("x", ColumnKind.Utf8, new byte[7], SampleTables.Bytes(-1, 5)) },
        { "an offset of 8 into 7", new("x", ColumnKind.Utf8, new byte[7], SampleTables.Bytes(0, 8)) },
        { "not UTF-8", new("x", ColumnKind.Utf8, new byte[] { 0xC3, 0xA9 }, SampleTables.Bytes(0, 1, 2)) },
        { "which are missing", new("x", ColumnKind.Int8, new byte[7], Present: new byte[6]) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Buffers_that_do_not_fit_are_refused(string reason, ColumnBuffer buffer)
    {
        var error = Should.Throw<InvalidInputException>(() => buffer.ToColumn());
        error.Code.ShouldBe("invalid_table");
        error.Message.ShouldContain(reason);
        error.Message.ShouldContain("'x'");
    }

    [Fact]
    public void Kinds_beyond_raw_buffers_are_refused() =>
        Should.Throw<InvalidInputException>(() => new ColumnBuffer("x", ColumnKind.Timestamp, new byte[8]).ToColumn())
            .Code.ShouldBe("unsupported_table");

    [Fact]
    public void Bytes_under_missing_texts_need_not_be_utf8()
    {
        var buffer = new ColumnBuffer("x", ColumnKind.Utf8, new byte[] { 0xFF, 65 }, SampleTables.Bytes(0, 1, 2), new byte[] { 0, 1 });
        var column = ArrowReader.Read(ArrowWriter.Write([buffer]))["x"];
        column.IsNull(0).ShouldBeTrue();
        column.GetText(1).ShouldBe("A");
    }
}
