using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Tables.Tests.Peers;

public sealed class PeerWritesTests(PeerFiles files) : IClassFixture<PeerFiles>
{
    [Theory]
    [InlineData("arrow-whole-stream")]
    [InlineData("arrow-whole-file")]
    [InlineData("arrow-slices-stream")]
    [InlineData("arrow-slices-file")]
    [InlineData("arrow-empty-stream")]
    [InlineData("arrow-deltas-stream")]
    [InlineData("polars-whole-uncompressed-stream")]
    [InlineData("polars-whole-uncompressed-file")]
    [InlineData("polars-whole-lz4-stream")]
    [InlineData("polars-whole-lz4-file")]
    [InlineData("polars-long-lz4-stream")]
    [InlineData("polars-chunks-lz4-file")]
    [InlineData("polars-chunks-stream")]
    [InlineData("polars-empty-stream")]
    public void File_of_a_peer_reads_as_the_peer_sees_it(string name)
    {
        var (bytes, expected) = files[name];
        var table = ArrowReader.Read(bytes);
        Cells.ShouldBeSame(Cells.Of(table), Cells.Of(expected), name);

        var again = ArrowReader.Read(ArrowWriter.Write(table));
        Cells.ShouldBeSame(Cells.Of(again), Cells.Of(expected), name + " written again");
    }

    [Theory]
    [InlineData("polars-whole-zstd-stream")]
    [InlineData("polars-whole-zstd-file")]
    public void Zstd_is_refused_with_the_fix(string name)
    {
        var bytes = files[name].Bytes;
        var error = Should.Throw<InvalidInputException>(() => ArrowReader.Read(bytes));
        error.Code.ShouldBe("unsupported_table");
        error.Message.ShouldContain("ZSTD");
        error.Remedy!.ShouldContain("lz4");
    }

    [Fact]
    public void Types_of_a_peer_keep_unit_and_zone()
    {
        var types = ArrowReader.Read(files["arrow-whole-stream"].Bytes).Columns
            .ToDictionary(column => column.Name, column => column.Type.ToString());
        types["stampUs"].ShouldBe("timestamp[us, UTC]");
        types["stampS"].ShouldBe("timestamp[s]");
        types["timeNs"].ShouldBe("time64[ns]");
        types["span"].ShouldBe("duration[ms]");
        types["coded"].ShouldBe("utf8");
        types["codedNumber"].ShouldBe("float64");
        types["fixedList"].ShouldBe("list[int32]");
        types["largeText"].ShouldBe("utf8");
    }

    [Fact]
    public void Same_values_from_different_layouts_give_the_same_bytes()
    {
        var plain = ArrowWriter.Write(ArrowReader.Read(files["polars-whole-uncompressed-stream"].Bytes));
        var compressed = ArrowWriter.Write(ArrowReader.Read(files["polars-whole-lz4-file"].Bytes));
        compressed.ShouldBe(plain);

        var whole = ArrowReader.Read(files["arrow-slices-stream"].Bytes);
        ArrowWriter.Write(ArrowReader.Read(files["arrow-slices-file"].Bytes)).ShouldBe(ArrowWriter.Write(whole));
        Column text = whole["text"], large = whole["largeText"];
        ArrowWriter.Write(new ArrowTable([large.Renamed("text")])).ShouldBe(ArrowWriter.Write(new ArrowTable([text])));
    }
}
