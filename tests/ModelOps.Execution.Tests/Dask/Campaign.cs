using System.Collections.Concurrent;
using System.Globalization;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Dask;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Tables.Ipc;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Servers.Dask;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>
/// Simulations that each append a line to a file when they start, so that what ran is known whatever the engine says; and the rules that
/// hold whatever is killed meanwhile.
/// </summary>
internal sealed class Campaign : IDisposable
{
    private const string Model = """
        import os, time

        def simulate(params, seed):
            log = os.open(params["log"], os.O_APPEND | os.O_CREAT | os.O_WRONLY)
            os.write(log, f"{params['x']} {time.time():.6f}\n".encode())
            os.close(log)
            what = params.get("do", "")
            if what == "exit":
                os._exit(3)
            if what == "kill":
                os.kill(os.getppid(), 9)
                time.sleep(60)
            if what == "kill once":
                try:
                    os.close(os.open(params["log"] + ".killed", os.O_CREAT | os.O_EXCL))
                    os.kill(os.getppid(), 9)
                    time.sleep(60)
                except FileExistsError:
                    pass
            if what == "hog":
                hoard = []
                while True:
                    hoard.append(bytearray(16 << 20))
            time.sleep(params["seconds"])
            return {"t": {"x": [params["x"]], "seed": [seed]}}
        """;

    private readonly PythonFolder _bundle = new(Model);
    private readonly PythonFolder _place = new("");
    private readonly ConcurrentDictionary<long, double> _acknowledged = [];

    public void Dispose()
    {
        _bundle.Dispose();
        _place.Dispose();
    }

    /// <summary>How many simulations have started.</summary>
    public int Started => Lines().Count;

    /// <summary>How long each simulation sleeps.</summary>
    public double Seconds { get; init; } = 0.01;

    /// <summary>What some simulations do, by their number.</summary>
    public Dictionary<int, string> Deeds { get; init; } = [];

    /// <summary>Runs simulations, and gives their outcomes in order after the rules are checked.</summary>
    public async Task<IReadOnlyList<SimulationOutcome>> RunAsync(string address, int count, Func<DaskOptions, DaskOptions>? with = null)
    {
        var outcomes = new List<SimulationOutcome>();
        await using (var engine = _bundle.Bind().On(address, with))
        {
            await foreach (var outcome in engine.RunAsync(Enumerable.Range(0, count).Select(Task).ToAsyncEnumerable(), TestContext.Current.CancellationToken))
            {
                _acknowledged.TryAdd(outcome.TaskId, Now()).ShouldBeTrue($"task {outcome.TaskId} has one outcome");
                outcomes.Add(outcome);
            }
        }
        await CheckAsync(count);
        outcomes.Sort((a, b) => a.TaskId.CompareTo(b.TaskId));
        foreach (var outcome in outcomes.Where(outcome => outcome.Status == SimulationStatus.Completed))
            ArrowReader.Read(outcome.Tables["t"])["x"].GetInt64(0).ShouldBe(outcome.TaskId);
        return outcomes;
    }

    /// <summary>The children of the workers of a cluster that run this model.</summary>
    public static IReadOnlyList<int> Children(DaskCluster cluster)
    {
        var workers = cluster.Workers.Select(worker => worker.WorkerId).ToHashSet();
        return [.. ProcessTable.Running().Where(entry => workers.Contains(entry.Parent)).Select(entry => entry.Id)];
    }

    // At least once, and none after its outcome was handed out.
    private async Task CheckAsync(int count)
    {
        await Eventually.TrueAsync(() => Lines().Select(line => line.X).Distinct().Count() == count, "every simulation has started");
        var late = Lines().Where(line => _acknowledged.TryGetValue(line.X, out var then) && line.Time > then).ToList();
        late.ShouldBeEmpty("no simulation starts after its outcome was handed out");
    }

    private SimulationTask Task(int x)
    {
        var deed = Deeds.TryGetValue(x, out var named) ? $$""","do":"{{named}}" """ : "";
        var text = string.Create(CultureInfo.InvariantCulture, $$"""{"x":{{x}},"seconds":{{Seconds}},"log":"{{_place["log"]}}"{{deed}}}""");
        return new(x, ParameterSet.Parse(text, "the campaign"), (ulong)x);
    }

    private List<(long X, double Time)> Lines()
    {
        var path = _place["log"];
        if (!File.Exists(path)) return [];
        return
        [
            .. from line in File.ReadAllText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries)
               let words = line.Split(' ')
               where words.Length == 2 && words[1].Contains('.', StringComparison.Ordinal)
               select (long.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture)),
        ];
    }

    private static double Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
}
