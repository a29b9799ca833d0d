using System.Text.Json;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;
using ModelOps.Testing.Folders;

namespace ModelOps.Tables.Tests.Peers;

public sealed class PeerReadsTests
{
    [Fact]
    public async Task Written_tables_read_the_same_in_both_peers()
    {
        using var folder = new TemporaryFolder();
        var tables = new Dictionary<string, ArrowTable>
        {
            ["plain.arrow"] = SampleTables.Plain(),
            ["missing.arrow"] = SampleTables.WithMissing(),
            ["empty.arrow"] = SampleTables.Empty(),
            ["lists.arrow"] = Without(ArrowReader.Read(Samples.Read("apache-arrow.arrow")), "bytes", "f16", "timeS", "dayMs", "stampS"),
            ["buffers.arrow"] = ColumnBuffer.ToTable(SampleTables.Buffers()),
        };
        foreach (var (name, table) in tables.ToList())
        {
            await File.WriteAllBytesAsync(folder[name], ArrowWriter.Write(table));
            await File.WriteAllBytesAsync(folder[$"file-{name}"], ArrowWriter.WriteFile(table));
            tables.Add($"file-{name}", table);
        }

        using var seen = JsonDocument.Parse(await PeerScript.RunAsync("read", folder.Path));

        foreach (var (name, table) in tables)
        {
            foreach (var peer in seen.RootElement.GetProperty(name).EnumerateObject())
            {
                peer.Value.ValueKind.ShouldBe(JsonValueKind.Array, $"{peer.Name} on {name}: {peer.Value}");
                Cells.ShouldBeSame(Cells.Of(peer.Value), Cells.Of(table), $"{peer.Name} on {name}");
            }
        }
    }

    [Fact]
    public async Task Every_type_that_is_written_reads_the_same_in_apache_arrow()
    {
        using var folder = new TemporaryFolder();
        var table = ArrowReader.Read(Samples.Read("apache-arrow.arrow"));
        await File.WriteAllBytesAsync(folder["whole.arrow"], ArrowWriter.Write(table));

        using var seen = JsonDocument.Parse(await PeerScript.RunAsync("read", folder.Path));

        Cells.ShouldBeSame(Cells.Of(seen.RootElement.GetProperty("whole.arrow").GetProperty("arrow")), Cells.Of(table), "apache-arrow");
    }

    // polars has no type for some of these and reads them as others; its JavaScript cannot show bytes.
    private static ArrowTable Without(ArrowTable table, params string[] names) =>
        new([.. table.Columns.Where(column => !names.Contains(column.Name))]);
}
