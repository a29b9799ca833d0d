using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;
using ModelOps.Tables.Tests.Peers;

namespace ModelOps.Tables.Tests.Ipc;

public sealed class RoundTripTests
{
    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Table_written_and_read_has_the_same_names_types_and_cells() => Prop.ForAll(TableGenerator.Tables, table =>
    {
        var read = ArrowReader.Read(ArrowWriter.Write(table));
        read.Rows.ShouldBe(table.Rows);
        read.Columns.Select(column => (column.Name, column.Type, column.NullCount))
            .ShouldBe(table.Columns.Select(column => (column.Name, column.Type, column.NullCount)));
        Cells.ShouldBeSame(Cells.Of(read), Cells.Of(table), "round trip");
    }).Check(Checks);

    [Fact]
    public void Table_read_and_written_again_has_the_same_bytes() => Prop.ForAll(TableGenerator.Tables, table =>
    {
        var bytes = ArrowWriter.Write(table);
        ArrowWriter.Write(ArrowReader.Read(bytes)).ShouldBe(bytes);
    }).Check(Checks);

    [Fact]
    public void File_form_holds_the_same_table_as_the_stream() => Prop.ForAll(TableGenerator.Tables, table =>
        ArrowWriter.Write(ArrowReader.Read(ArrowWriter.WriteFile(table))).ShouldBe(ArrowWriter.Write(table))).Check(Checks);

    [Fact]
    public void Writers_to_array_and_to_buffer_agree() => Prop.ForAll(TableGenerator.Tables, table =>
    {
        var buffer = new ArrayBufferWriter<byte>();
        ArrowWriter.Write(table, buffer);
        buffer.WrittenSpan.ToArray().ShouldBe(ArrowWriter.Write(table));
    }).Check(Checks);

    [Fact]
    public void Batches_read_one_after_another_are_the_whole_table() =>
        Prop.ForAll(TableGenerator.Tables, Gen.Choose(0, 70).ToArbitrary(), (table, at) =>
        {
            var cut = Math.Min(at, table.Rows);
            var joined = Streams.Join(ArrowWriter.Write(Slice(table, 0, cut)), ArrowWriter.Write(Slice(table, cut, table.Rows)));
            ArrowWriter.Write(ArrowReader.Read(joined)).ShouldBe(ArrowWriter.Write(table));
        }).Check(Checks);

    [Fact]
    public void Chunks_of_any_layout_join_to_the_whole_column() =>
        Prop.ForAll(TableGenerator.Tables, table =>
        {
            foreach (var column in table.Columns.Where(column => column is not DictionaryColumn))
            {
                var joined = column.Concat([column, column]);
                var twice = column.Gather([.. Enumerable.Range(0, column.Rows), .. Enumerable.Range(0, column.Rows)]);
                ArrowWriter.Write(new ArrowTable([joined])).ShouldBe(ArrowWriter.Write(new ArrowTable([twice])), column.Type.ToString());
            }
        }).Check(Checks);

    [Fact]
    public void Bytes_of_a_table_are_the_golden_ones() =>
        ArrowWriter.Write(SampleTables.WithMissing()).ShouldBe(Samples.Read("golden.arrow"));

    private static ArrowTable Slice(ArrowTable table, int start, int end)
    {
        var rows = Enumerable.Range(start, end - start).ToArray();
        return new([.. table.Columns.Select(column => column.Gather(rows))]);
    }
}
