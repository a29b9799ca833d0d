using ModelOps.Durability.Logs;
using ModelOps.Durability.Tests.Processes;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Durability.Tests.Logs;

public sealed class KilledWriterTests
{
    private const string CopyLog = "mkdir -p \"$OUT\" && cp log/*.log \"$OUT\"";

    [Fact]
    public async Task Killed_writers_acknowledged_records_are_all_there_for_an_independent_reader()
    {
        using var folder = new TemporaryFolder();
        var acknowledged = new List<string>();
        for (var round = 0; round < 4; round++)
        {
            using var child = TestProcess.Start("append", folder["log"]);
            for (var line = 0; line < 150 * (round + 1); line++) acknowledged.Add((await child.ReadLineAsync())!);
            acknowledged.AddRange(WholeLines(await child.KillAsync()));
            var found = (await ReadIndependentlyAsync(folder["log"])).ToHashSet();
            acknowledged.Where(line => !found.Contains(line)).ShouldBeEmpty();
        }
        using var log = SegmentedLog.Open(folder["log"]);
        log.Count.ShouldBeGreaterThanOrEqualTo(acknowledged.Count);
    }

    [Fact]
    public async Task Second_process_on_one_log_is_refused_and_names_the_first()
    {
        using var folder = new TemporaryFolder();
        using var first = TestProcess.Start("append", folder["log"]);
        await first.ReadLineAsync();
        using var second = TestProcess.Start("append", folder["log"]);
        (await second.ReadLineAsync())!.ShouldStartWith($"locked: The log is in use by process {first.Id} ");
        await first.KillAsync();
    }

    [Fact]
    public async Task Full_disk_stops_the_log_and_loses_nothing_acknowledged()
    {
        using var folder = new TemporaryFolder();
        using var disk = new TemporaryFolder();
        var script = $"OUT='{folder["copy"]}'; \"$0\" \"$@\"; {CopyLog}";
        using var child = await SmallDisk.StartAsync(disk.Path, script, "append", disk["log"]);
        var lines = WholeLines(await child.ReadToEndAsync());
        lines[^1].ShouldStartWith($"log_poisoned: The log '{disk["log"]}' could not be written. The disk is full.");
        await AcknowledgedIsThereAsync(lines, folder["copy"]);
    }

    [Fact]
    public async Task File_size_limit_stops_the_log_and_loses_nothing_acknowledged()
    {
        using var folder = new TemporaryFolder();
        // 16 blocks of 512 bytes: far below the size at which the child begins a new segment. The limit counts for the memory files
        // behind the runtime's write-xor-execute too.
        const string Script = "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\"";
        using var child = TestProcess.StartBy("sh", Script, "append", folder["log"]);
        var lines = WholeLines(await child.ReadToEndAsync());
        lines[^1].ShouldStartWith("log_poisoned: ");
        await AcknowledgedIsThereAsync(lines, folder["log"]);
    }

    private static async Task AcknowledgedIsThereAsync(List<string> lines, string directory)
    {
        var acknowledged = lines.Where(line => char.IsAsciiDigit(line[0])).ToList();
        acknowledged.ShouldNotBeEmpty();
        var found = (await ReadIndependentlyAsync(directory)).ToHashSet();
        acknowledged.Where(line => !found.Contains(line)).ShouldBeEmpty();
        using var log = SegmentedLog.Open(directory);
        log.Count.ShouldBeGreaterThanOrEqualTo(acknowledged.Count);
        log.Append("more"u8);
        await log.FlushAsync(CancellationToken.None);
    }

    private static async Task<List<string>> ReadIndependentlyAsync(string directory)
    {
        var (status, output) = await TestProcess.RunAsync("python3", Path.Combine(AppContext.BaseDirectory, "Logs", "read_log.py"), directory);
        status.ShouldBe(0, output);
        return WholeLines(output);
    }

    // What a killed process printed may end in the middle of a line.
    private static List<string> WholeLines(string output) => [.. output.Split('\n')[..^1]];
}
