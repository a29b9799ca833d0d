using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;
using ModelOps.Tables.Tests.Peers;

namespace ModelOps.Tables.Tests.Ipc;

public sealed class ArrowReaderTests
{
    private static readonly byte[] Stream = ArrowWriter.Write(SampleTables.WithMissing());

    [Fact]
    public void Prefixes_before_format_0_15_are_read() =>
        ArrowWriter.Write(ArrowReader.Read(Streams.Legacy(Stream))).ShouldBe(Stream);

    [Fact]
    public void Stream_without_the_mark_of_the_end_is_read() =>
        ArrowWriter.Write(ArrowReader.Read(Stream.AsMemory(0, Stream.Length - 8))).ShouldBe(Stream);

    [Fact]
    public void Input_at_an_odd_address_is_read()
    {
        byte[] shifted = [0, .. Stream];
        ArrowWriter.Write(ArrowReader.Read(shifted.AsMemory(1))).ShouldBe(Stream);
    }

    [Fact]
    public void Numbers_are_not_copied()
    {
        var bytes = ArrowWriter.Write(new ArrowTable([ColumnFactory.Numbers<long>("n", [long.MaxValue])]));
        var values = ArrowReader.Read(bytes)["n"].GetValues<long>();
        bytes.AsSpan().Clear();
        values[0].ShouldBe(0);
    }

    [Fact]
    public void Dictionary_appended_to_keeps_the_codes_before() =>
        Cells.Of(ArrowReader.Read(Samples.Read("apache-arrow-deltas.arrow"))["coded"]).ShouldBe(["a", "b", null, "b", "c", "d", "a", "c"]);

    [Fact]
    public void Dictionary_set_anew_gives_later_codes_other_values()
    {
        // Two runs of one writer: the second's dictionary replaces the first's.
        var sample = Samples.Read("apache-arrow-deltas.arrow");
        var joined = Streams.Join(sample, sample);
        var once = Cells.Of(ArrowReader.Read(sample)["coded"]);
        Cells.Of(ArrowReader.Read(joined)["coded"]).ShouldBe([.. once, .. once]);
    }

    [Fact]
    public void Two_streams_end_to_end_are_an_error()
    {
        byte[] twice = [.. Stream, .. Stream];
        var error = Should.Throw<InvalidInputException>(() => ArrowReader.Read(twice));
        error.Message.ShouldContain($"{Stream.Length} bytes follow the end");
    }

    [Theory]
    [InlineData("", "no bytes", "invalid_table")]
    [InlineData("PAR1....", "Parquet", "unsupported_table")]
    [InlineData("FEA1....", "Feather version 1", "unsupported_table")]
    [InlineData("ARROW1", "cut off", "invalid_table")]
    [InlineData("day,cases\n1,2\n", "metadata", "invalid_table")]
    public void Other_formats_are_named(string text, string reason, string code)
    {
        var error = Should.Throw<InvalidInputException>(() => ArrowReader.Read(System.Text.Encoding.ASCII.GetBytes(text)));
        error.Code.ShouldBe(code);
        error.Message.ShouldContain(reason);
        error.Remedy.ShouldNotBeNull();
    }

    [Fact]
    public void Rows_that_take_no_bytes_are_bounded()
    {
        const int rows = 12_345_678;
        var bytes = Streams.Replace(ArrowWriter.Write(new ArrowTable([new NullColumn("nothing", rows)])), rows, 1L << 30);
        Should.Throw<InvalidInputException>(() => ArrowReader.Read(bytes)).Code.ShouldBe("table_too_large");
    }

    [Fact]
    public void Rows_beyond_a_columns_bytes_are_found()
    {
        const int rows = 1_001;
        var bytes = ArrowWriter.Write(new ArrowTable([ColumnFactory.Numbers<double>("x", new double[rows])]));
        bytes = Streams.Replace(bytes, rows, 1_000_000);
        Should.Throw<InvalidInputException>(() => ArrowReader.Read(bytes)).Message.ShouldContain("has 8008 bytes, and 8000000 are needed");
    }

    [Fact]
    public void Batch_of_other_length_than_its_columns_is_found()
    {
        // The batch's own row count is the first of the three places where the number stands.
        var bytes = ArrowWriter.Write(new ArrowTable([ColumnFactory.Numbers<byte>("x", new byte[1_001])]));
        var at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(1_001L));
        bytes[at]++;
        Should.Throw<InvalidInputException>(() => ArrowReader.Read(bytes))
            .Message.ShouldContain("column 'x' has 1001 rows in a batch of 1002");
    }

    [Fact]
    public void Expansion_beyond_the_limit_is_refused()
    {
        var bytes = Samples.Read("polars-lz4-file.arrow");
        Should.Throw<InvalidInputException>(() => ArrowReader.Read(bytes, new TableLimits { DecompressedBytes = 100 }))
            .Code.ShouldBe("table_too_large");
        ArrowReader.Read(bytes, new TableLimits { DecompressedBytes = 100_000 }).Rows.ShouldBe(8);
    }

    [Fact]
    public void Column_named_twice_is_found()
    {
        var bytes = ArrowWriter.Write(new ArrowTable([ColumnFactory.Texts("xa", []), ColumnFactory.Texts("xb", [])]));
        bytes[bytes.AsSpan().IndexOf("xb"u8) + 1] = (byte)'a';
        Should.Throw<InvalidInputException>(() => ArrowReader.Read(bytes)).Message.ShouldContain("two columns are named 'xa'");
    }
}
