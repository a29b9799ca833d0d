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
            ["buffers.arrow"] = ColumnBuffer.ToTable(SampleTables.Buffers()),
        };
        foreach (var (name, table) in tables) await File.WriteAllBytesAsync(folder[name], ArrowWriter.Write(table));

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
}
