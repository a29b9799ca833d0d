using System.Globalization;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Workers;

namespace ModelOps.Bench.Execution;

/// <summary>What is not throughput: memory, failures, starts.</summary>
internal static class Costs
{
    private const int Workers = 2;

    /// <summary>The peak memory of a host process after so many .NET simulations, asked of a fresh process each.</summary>
    public static void Memory()
    {
        var peaks = new[] { 10_000, 200_000 }.Select(count => (count, Peak(count))).ToList();
        Console.WriteLine($"| peak memory of the host | {string.Join("; ", peaks.Select(peak => $"{peak.count:N0} simulations: {peak.Item2:F0} MB"))}; ratio {peaks[1].Item2 / peaks[0].Item2:F2} |");
    }

    /// <summary>Runs simulations and prints the peak of this process in MB.</summary>
    public static async Task MeasureMemoryAsync(int count)
    {
        await using var pool = new LocalPool(Workload.DotNet(), new() { Workers = Workers });
        await Workload.RunAsync(pool, count, 0);
        var peak = (await File.ReadAllLinesAsync("/proc/self/status")).Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        Console.WriteLine(double.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024);
    }

    /// <summary>The cost of a simulation that raises, beside one that does not.</summary>
    public static async Task FailureAsync(int runs)
    {
        const int Count = 2_000;
        await using var good = new LocalPool(Workload.Python(), new() { Workers = 1 });
        await using var bad = new LocalPool(Workload.Python("fail"), new() { Workers = 1 });
        var (completed, failed) = (new List<double>(), new List<double>());
        for (var run = 0; run <= runs; run++)
        {
            var seconds = (await Workload.RunAsync(good, Count, 0), await Workload.RunAsync(bad, Count, 0, SimulationStatus.Failed));
            if (run == 0) continue;
            completed.Add(seconds.Item1 * 1e6 / Count);
            failed.Add(seconds.Item2 * 1e6 / Count);
        }
        Console.WriteLine($"| a failing Python simulation | {Spread.Of(failed, " us")}; one that completes {Spread.Of(completed, " us")} |");
    }

    /// <summary>
    /// How long a new pool takes for its first outcomes, cold and after it was prepared, as a study does before its first round: then one
    /// worker is warm and the others start behind what it answers. Beside it the peer's start to a first result.
    /// </summary>
    public static async Task StartAsync(int runs)
    {
        var (cold, prepared, peer) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            await using (var pool = new LocalPool(Workload.Python(), new() { Workers = Workers })) cold.Add(1e3 * await Workload.RunAsync(pool, Workload.Replicates, 0));
            await using (var pool = new LocalPool(Workload.Python(), new() { Workers = Workers }))
            {
                await pool.PrepareAsync(CancellationToken.None);
                prepared.Add(1e3 * await Workload.RunAsync(pool, Workload.Replicates, 0));
            }
            using var other = new PeerProcess(new(new WorkerOptions().Python, [Path.Combine(AppContext.BaseDirectory, "python", "peer.py"), $"{Workers}"]));
            peer.Add(1e3 * other.Read());
        }
        Console.WriteLine($"| first 10 outcomes of a new Python pool | cold {Spread.Of(cold, " ms")}; prepared {Spread.Of(prepared, " ms")}; multiprocessing.Pool {Spread.Of(peer, " ms")} |");
    }

    private static double Peak(int count)
    {
        var worker = new WorkerOptions().DotNetHost;
        using var child = new PeerProcess(new(worker[0], [.. worker.Skip(1).SkipLast(2), "memory", $"{count}"]));
        return child.Read();
    }
}
