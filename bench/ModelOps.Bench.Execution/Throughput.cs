using System.Globalization;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Workers;

namespace ModelOps.Bench.Execution;

/// <summary>Simulations a second beside the peer's, in turn, both warm.</summary>
internal static class Throughput
{
    private const int Workers = 2;

    /// <summary>20,000 simulations in Python, beside <c>multiprocessing.Pool.starmap</c> with chunks of 1,000.</summary>
    public static async Task PythonAsync(int runs)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "python");
        var interpreter = new WorkerOptions().Python;
        using var calibration = ChildProcess.Start(new(interpreter, [Path.Combine(folder, "spin.py"), "20"]));
        using var answer = new StreamReader(calibration.Output);
        var loops = long.Parse(await answer.ReadToEndAsync(), CultureInfo.InvariantCulture);
        using var peer = new PeerProcess(new(interpreter, [Path.Combine(folder, "peer.py"), $"{Workers}"]));
        peer.Read();
        await CompareAsync("Python, 20 us", Workload.Python(), [peer], 20_000, loops, runs);
        await CompareAsync("Python, no-op", Workload.Python(), [peer], 20_000, 0, runs);
    }

    /// <summary>200,000 simulations in .NET, beside a loop in one process a core.</summary>
    public static async Task DotNetAsync(int runs)
    {
        var loops = SpinModel.Calibrate(10);
        using var first = new PeerProcess(Self());
        using var second = new PeerProcess(Self());
        first.Read();
        second.Read();
        await CompareAsync(".NET, 10 us", Workload.DotNet(), [first, second], 200_000, loops, runs);
        await CompareAsync(".NET, no-op", Workload.DotNet(), [first, second], 200_000, 0, runs);
    }

    private static ChildCommand Self()
    {
        var worker = new WorkerOptions().DotNetHost;
        return new(worker[0], [.. worker.Skip(1).SkipLast(2), "peer"]);
    }

    private static async Task CompareAsync(string name, ModelBinding model, IReadOnlyList<PeerProcess> peers, int count, long loops, int runs)
    {
        await using var pool = new LocalPool(model, new() { Workers = Workers });
        await Workload.RunAsync(pool, count, loops);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            ours.Add(await Workload.RunAsync(pool, count, loops));
            foreach (var peer in peers) peer.Ask(count / peers.Count, loops);
            theirs.Add(peers.Max(peer => peer.Read()));
        }
        var overhead = ours.Select(seconds => seconds * Workers * 1e6 / count);
        var peerCost = theirs.Select(seconds => seconds * Workers * 1e6 / count);
        Console.WriteLine($"| {name} | {count:N0} | {Spread.Of(overhead, " us")} | {Spread.Of(peerCost, " us")} | {Spread.Of(ours.Zip(theirs, (a, b) => b / a))} |");
    }
}
