using System.Diagnostics;
using ModelOps.Contracts.Seeds;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Stores.Embedded;

public sealed class KilledStudyTests
{
    private const int Trials = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Killed_at_any_moment_and_resumed_the_study_has_the_digest_of_an_undisturbed_one()
    {
        using var undisturbed = new TemporaryFolder();
        var expected = await RunToEndAsync(undisturbed["run"]);
        (await StudyCheck.OfAsync(undisturbed["run"])).ShouldBe(new(expected, Trials, 3 * Trials, Trials, "finished", 0));
        foreach (var seed in Cycles.Of(4))
        {
            using var folder = new TemporaryFolder();
            var acknowledged = 0;
            for (var kill = 0; kill < 4; kill++) acknowledged = await RunAndKillAsync(folder["run"], 1 + (int)(Seed.Common(seed, kill) % 12), acknowledged);
            (await RunToEndAsync(folder["run"])).ShouldBe(expected, $"seed {seed}");
            (await StudyCheck.OfAsync(folder["run"])).ShouldBe(new(expected, Trials, 3 * Trials, Trials, "finished", 0), $"seed {seed}");
        }
    }

    [Fact]
    public async Task Killed_at_any_moment_and_resumed_a_pruned_study_has_the_digest_of_an_undisturbed_one()
    {
        using var undisturbed = new TemporaryFolder();
        var expected = await RunToEndAsync(undisturbed["run"], isPruned: true);
        foreach (var seed in Cycles.Of(2))
        {
            using var folder = new TemporaryFolder();
            var acknowledged = 0;
            for (var kill = 0; kill < 4; kill++) acknowledged = await RunAndKillAsync(folder["run"], 1 + (int)(Seed.Common(seed, kill) % 12), acknowledged, isPruned: true);
            (await RunToEndAsync(folder["run"], isPruned: true)).ShouldBe(expected, $"seed {seed}");
        }
    }

    [Fact]
    public async Task Full_disk_is_a_clear_error_and_loses_nothing_acknowledged()
    {
        using var undisturbed = new TemporaryFolder();
        var expected = await RunToEndAsync(undisturbed["run"]);
        using var folder = new TemporaryFolder();
        // In blocks of 512 bytes; the limit counts for the memory files behind the runtime's write-xor-execute too.
        foreach (var blocks in (int[])[8, 16, 24])
        {
            using var child = ChildStudy.Start(folder["run"], Trials, $"export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
            var lines = await ReadToEndAsync(child);
            child.ExitCode.ShouldBe(1);
            lines[^1].ShouldStartWith("log_poisoned: ");
            var told = (await StudyCheck.OfAsync(folder["run"])).Told;
            told.ShouldBeGreaterThanOrEqualTo(lines.Where(IsCommit).Select(Told).DefaultIfEmpty().Max());
        }
        (await RunToEndAsync(folder["run"])).ShouldBe(expected);
        (await StudyCheck.OfAsync(folder["run"])).Digest.ShouldBe(expected);
    }

    // Kills the child at its nth commit, whatever it is doing by then; gives how many trials are known to be acknowledged.
    private static async Task<int> RunAndKillAsync(string folder, int commits, int acknowledged, bool isPruned = false)
    {
        using var child = ChildStudy.Start(folder, Trials, isPruned: isPruned);
        for (var i = 0; i < commits && await child.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line; i++)
            if (IsCommit(line)) acknowledged = Told(line);
        child.Kill();
        await child.WaitForExitAsync().WaitAsync(Patience);
        (await StudyCheck.OfAsync(folder)).Told.ShouldBeGreaterThanOrEqualTo(acknowledged);
        return acknowledged;
    }

    private static async Task<string> RunToEndAsync(string folder, bool isPruned = false)
    {
        using var child = ChildStudy.Start(folder, Trials, isPruned: isPruned);
        var last = (await ReadToEndAsync(child))[^1];
        last.ShouldStartWith("digest ");
        return last["digest ".Length..];
    }

    private static async Task<string[]> ReadToEndAsync(Process child)
    {
        var output = await child.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await child.WaitForExitAsync().WaitAsync(Patience);
        return output.TrimEnd().Split('\n');
    }

    private static bool IsCommit(string line) => line.StartsWith("commit ", StringComparison.Ordinal);

    private static int Told(string line) => int.Parse(line["commit ".Length..]);
}
