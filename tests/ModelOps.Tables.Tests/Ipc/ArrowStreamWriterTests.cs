using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Tables.Tests.Ipc;

public sealed class ArrowStreamWriterTests
{
    [Fact]
    public void Batches_are_read_back_as_one_table()
    {
        using var stream = new MemoryStream();
        var writer = new ArrowStreamWriter(stream);
        writer.Write(Batch([1, 2], ["a", null]));
        writer.Write(Batch([], []));
        writer.Write(Batch([3], [""]));
        writer.End();
        var table = ArrowReader.Read(stream.ToArray());
        table["n"].ToDoubles().ShouldBe([1, 2, 3]);
        Enumerable.Range(0, 3).Select(row => table["text"].Display(row)).ShouldBe(["a", null, ""]);
    }

    [Fact]
    public void One_batch_is_the_stream_of_its_table()
    {
        using var stream = new MemoryStream();
        var writer = new ArrowStreamWriter(stream);
        writer.Write(Batch([1, 2], ["a", "b"]));
        writer.End();
        stream.ToArray().ShouldBe(ArrowWriter.Write(Batch([1, 2], ["a", "b"])));
    }

    [Fact]
    public void Batch_of_other_columns_is_refused()
    {
        var writer = new ArrowStreamWriter(Stream.Null);
        writer.Write(Batch([1], ["a"]));
        Should.Throw<InvalidInputException>(() => writer.Write(new([ColumnFactory.Numbers<double>("n", [1.0]), ColumnFactory.Texts("text", ["a"])]))).Code.ShouldBe("invalid_table");
    }

    private static ArrowTable Batch(long[] numbers, string?[] texts) => new([ColumnFactory.Numbers<long>("n", numbers), ColumnFactory.Texts("text", texts)]);
}
