using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Servers.Dask;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>Workers that share neither network nor host folder: network namespaces of this machine, known to the scheduler by addresses of their own.</summary>
[Collection(DaskTests.Name)]
public sealed class SeparateHostsTests : IDisposable
{
    private const int Simulations = 200;

    private const string Model = """
        import os, random, time

        def simulate(params, seed):
            log = os.open(params["log"], os.O_APPEND | os.O_CREAT | os.O_WRONLY)
            os.write(log, f"{os.readlink('/proc/self/ns/net')} {os.path.dirname(os.path.abspath(__file__))}\n".encode())
            os.close(log)
            time.sleep(0.01)
            return {"t": {"x": [params["x"]], "y": [random.random()]}}
        """;

    private readonly PythonFolder _bundle = new(Model);
    private readonly TemporaryFolder _place = new();

    public void Dispose()
    {
        _bundle.Dispose();
        _place.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_host_unpacks_the_bundle_once_and_both_give_what_this_machine_gives()
    {
        await using var network = await HostNetwork.CreateAsync(2);
        await using var cluster = await DaskCluster.StartAsync(new() { Workers = 0, Host = network.Address, Nanny = false });
        string[] homes = [_place["one"], _place["two"]];
        // Two workers on the first host: one of them finds the bundle there.
        await Task.WhenAll(cluster.AddWorkerOnAsync(network.Host(1), homes[0]), cluster.AddWorkerOnAsync(network.Host(1), homes[0]), cluster.AddWorkerOnAsync(network.Host(2), homes[1]));

        var first = await RunAsync(cluster.Address);
        var unpacked = homes.Select(Bundle).ToList();
        var again = await RunAsync(cluster.Address);

        Started().Distinct(StringComparer.Ordinal).Select(line => line.Split(' ')[1]).Order(StringComparer.Ordinal).ShouldBe(unpacked.Select(bundle => bundle.Folder).Order(StringComparer.Ordinal));
        Started().Select(line => line.Split(' ')[0]).Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
        homes.Select(Bundle).ShouldBe(unpacked, "what was unpacked is used again");
        await using var here = new LocalPool(_bundle.Bind().Pinned(), new() { Workers = 1, Worker = new() { Python = DaskCluster.Python } });
        var expected = await OutcomesAsync(here);
        first.ShouldBe(expected);
        again.ShouldBe(expected);
    }

    private static (string Folder, DateTime Made) Bundle(string home)
    {
        var folder = Directory.EnumerateDirectories(Path.Combine(home, "dask", "bundles")).ShouldHaveSingleItem();
        // A folder that is unpacked anew is another one, made later.
        return (folder, Directory.GetLastWriteTimeUtc(folder));
    }

    private string[] Started() => File.ReadAllLines(_place["log"]);

    private async Task<List<string>> RunAsync(string address)
    {
        await using var engine = _bundle.Bind().On(address);
        return await OutcomesAsync(engine);
    }

    private async Task<List<string>> OutcomesAsync(ISimulationEngine engine)
    {
        var outcomes = new SortedDictionary<long, string>();
        var tasks = Enumerable.Range(0, Simulations).Select(x => new SimulationTask(x, ParameterSet.Parse($$"""{"x":{{x}},"log":"{{_place["log"]}}"}""", "the test"), (ulong)x));
        await foreach (var outcome in engine.RunAsync(tasks.ToAsyncEnumerable(), Token))
        {
            outcome.Status.ShouldBe(SimulationStatus.Completed);
            outcomes.Add(outcome.TaskId, Convert.ToHexString(outcome.Tables["t"].Span));
        }
        return [.. outcomes.Values];
    }
}
