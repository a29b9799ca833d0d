using System.Globalization;
using System.Security.Cryptography;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Digests;
using ModelOps.Execution.Dask;
using ModelOps.Execution.Dask.Local;
using ModelOps.Execution.Workers;

namespace ModelOps.Bench.Execution;

/// <summary>
/// Simulations through two Dask workers beside <c>client.submit</c> a simulation on the same ones. MODELOPS_PYTHON names the interpreter, which
/// has Dask.
/// </summary>
internal static class DaskThroughput
{
    private const int Workers = 2;
    private const int Count = 20_000;

    private static string Python => new WorkerOptions().Python;

    /// <summary>Runs both in turn and prints their rates, then how late the last result is, then what memory two lengths take.</summary>
    public static Task RunAsync(int runs) => OnClusterAsync(async (state, folder) =>
    {
        await CompareAsync(state.Address, runs);
        await MeasureTailAsync(state.Address, runs, folder);
        Memory(state);
    });

    /// <summary>Prints how late the last result is, only.</summary>
    public static Task RunTailAsync(int runs) => OnClusterAsync((state, folder) => MeasureTailAsync(state.Address, runs, folder));

    /// <summary>Runs simulations on a cluster and prints the peak of this process and of its bridge in MB.</summary>
    public static async Task MeasureMemoryAsync(int count, string address)
    {
        await using var engine = Engine(address);
        await Workload.RunAsync(engine, count, 0);
        var bridge = Directory.EnumerateDirectories("/proc").Single(process => IsBridge(process));
        Console.WriteLine(Status("/proc/self", "VmHWM:"));
        Console.WriteLine(Status(bridge, "VmHWM:"));
    }

    private static async Task OnClusterAsync(Func<LocalClusterState, string, Task> measure)
    {
        var folder = Directory.CreateTempSubdirectory("mops-bench-dask-").FullName;
        var cluster = new LocalCluster(folder);
        try
        {
            var (state, _) = await cluster.UpAsync(new(Workers, 1, 0, 0, "mops", Python), CancellationToken.None);
            await measure(state, folder);
        }
        finally
        {
            cluster.Down();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string address, int runs)
    {
        var python = Path.Combine(AppContext.BaseDirectory, "python");
        using var calibration = ChildProcess.Start(new(Python, [Path.Combine(python, "spin.py"), "20"]));
        using var answer = new StreamReader(calibration.Output);
        var loops = long.Parse(await answer.ReadToEndAsync(), CultureInfo.InvariantCulture);
        using var peer = new PeerProcess(new(Python, [Path.Combine(python, "dask_peer.py"), address]));
        peer.Read();
        await using var engine = Engine(address);
        await Workload.RunAsync(engine, Count, loops);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            ours.Add(await Workload.RunAsync(engine, Count, loops));
            peer.Ask(Count, loops);
            theirs.Add(peer.Read());
        }
        Console.WriteLine("| model | simulations | mops, simulations/s | client.submit each, simulations/s | rate |\n|---|---|---|---|---|");
        Console.WriteLine($"| Python, 20 us, 2 Dask workers | {Count:N0} | {Spread.Of(ours.Select(seconds => Count / seconds))} | {Spread.Of(theirs.Select(seconds => Count / seconds))} | {Spread.Of(ours.Zip(theirs, (a, b) => b / a))} |");
    }

    private static async Task MeasureTailAsync(string address, int runs, string folder)
    {
        await using var engine = Engine(address, "ended");
        await DaskTail.RunAsync(engine, runs, folder);
    }

    private static void Memory(LocalClusterState state)
    {
        var scheduler = state.Processes.Single(process => process.Role == "scheduler").Pid;
        Console.WriteLine("\n| simulations | peak of mops | peak of the bridge | scheduler afterwards |\n|---|---|---|---|");
        foreach (var count in (int[])[2_000, 200_000])
        {
            var self = new WorkerOptions().DotNetHost;
            using var child = new PeerProcess(new(self[0], [.. self.Skip(1).SkipLast(2), "memory", $"{count}", state.Address]));
            Console.WriteLine($"| {count:N0} | {child.Read():F0} MB | {child.Read():F0} MB | {Status($"/proc/{scheduler}", "VmRSS:"):F0} MB |");
        }
    }

    private static DaskEngine Engine(string address, string function = "simulate")
    {
        var model = Workload.Python(function);
        return new(model with { Content = ContentDigest.Of(Entries(model.Root)) }, new() { Scheduler = address, Python = Python });
    }

    private static IEnumerable<ContentEntry> Entries(string root) =>
        from path in Directory.EnumerateFiles(root)
        let bytes = File.ReadAllBytes(path)
        select new ContentEntry(Path.GetRelativePath(root, path), Executable: false, bytes.Length, Digest.FromHash(SHA256.HashData(bytes)));

    private static bool IsBridge(string process)
    {
        try
        {
            var parent = File.ReadAllLines(Path.Combine(process, "status")).Single(line => line.StartsWith("PPid:", StringComparison.Ordinal)).Split('\t')[1];
            return parent == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) && File.ReadAllText(Path.Combine(process, "cmdline")).Contains("mops_dask_bridge", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static double Status(string process, string field)
    {
        var line = File.ReadAllLines(Path.Combine(process, "status")).Single(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
