using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Dask;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Environments;
using ModelOps.Execution.Tests.Pool;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>Every kind of model gives on a cluster what it gives on this machine.</summary>
[Collection(DaskTests.Name)]
public sealed class RemoteModelTests(DaskFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Python_model_gives_the_same_bytes_and_platform_as_here()
    {
        using var bundle = new PythonFolder("""
            import random
            import numpy as np

            def simulate(params, seed):
                rng = np.random.default_rng(seed)
                return {"t": {"a": rng.normal(size=50), "b": [random.random() for _ in range(50)], "c": np.random.rand(50)}}
            """);
        await CompareAsync(bundle.Bind(), 200);
    }

    [Fact]
    public async Task Packages_that_the_bundle_names_are_installed_on_the_workers_host()
    {
        using var bundle = new WheelBundle();
        await using var engine = await RemoteAsync(bundle.Bind(), new());
        var outcomes = await RunAsync(engine, 4);
        outcomes.Select(outcome => outcome.Table().Columns[0].Display(0)).ShouldBe(["42", "42", "42", "42"]);
    }

    [Fact]
    public async Task Package_that_is_nowhere_is_found_before_the_first_task()
    {
        using var bundle = new WheelBundle();
        bundle.Write("requirements.txt", WheelBundle.Requirements + "mops-nowhere==2.0\n");
        await using var engine = await RemoteAsync(bundle.Bind(), new());
        var fault = await Should.ThrowAsync<OutsideException>(engine.PrepareAsync(Token));
        fault.Code.ShouldBe("environment_failed");
        fault.Message.ShouldContain("mops-nowhere==2.0");
        fault.Remedy.ShouldNotBeNull().ShouldContain("environment: system");
    }

    [Fact]
    public async Task Executable_gives_the_same_bytes_as_here()
    {
        using var program = new ProgramFolder("echo seed,params > \"$6/t.csv\"; echo \"$4,\\\"$(wc -c < \"$2\")\\\"\" >> \"$6/t.csv\"");
        await CompareAsync(program.Bind(), 30);
    }

    [Fact]
    public async Task Dotnet_model_gives_the_same_bytes_as_here()
    {
        using var bundle = new DotNetBundle();
        await CompareAsync(bundle.Bind<ArithmeticModel>(), 200);
    }

    [Fact]
    public async Task Simulation_over_its_time_limit_is_a_timeout_and_the_others_complete()
    {
        using var bundle = new PythonFolder("import time\ndef simulate(params, seed):\n    time.sleep(60 if params['x'] == 3 else 0)\n    return {'t': {'x': [1]}}\n");
        await using var engine = await RemoteAsync(bundle.Bind(), new() { TimeLimit = TimeSpan.FromSeconds(1) });
        var outcomes = await RunAsync(engine, 6);
        outcomes.Where(outcome => outcome.Status != SimulationStatus.Completed).ShouldHaveSingleItem().Status.ShouldBe(SimulationStatus.Timeout);
        outcomes[3].Status.ShouldBe(SimulationStatus.Timeout);
    }

    [Fact]
    public async Task Cold_simulations_have_a_process_each()
    {
        using var bundle = new PythonFolder("import os\ndef simulate(params, seed):\n    return {'t': {'x': [os.getpid()]}}\n");
        await using var engine = await RemoteAsync(bundle.Bind(), new() { Recycle = 1 });
        var outcomes = await RunAsync(engine, 8);
        outcomes.Select(outcome => Convert.ToHexString(outcome.Tables["t"].Span)).Distinct(StringComparer.Ordinal).Count().ShouldBe(8);
    }

    [Fact]
    public Task Results_larger_than_the_window_stream_through_it() => StreamAsync(100, 4);

    [Fact]
    [Trait("Category", "Slow")]
    public Task Gigabyte_of_results_streams_through_a_tenth_of_it() => StreamAsync(1_000, 100);

    private async Task StreamAsync(int megabytes, int windowMegabytes)
    {
        using var bundle = new PythonFolder("def simulate(params, seed):\n    return {'t': {'x': [0.5] * 125000}}\n");
        await using var engine = await RemoteAsync(bundle.Bind(), new() { ResultBytes = windowMegabytes << 20 });
        await engine.PrepareAsync(Token);
        var (bytes, peak) = (0L, 0L);
        await foreach (var outcome in engine.RunAsync(Tasks(megabytes).ToAsyncEnumerable(), Token))
        {
            bytes += outcome.Tables["t"].Length;
            if (outcome.TaskId % 10 == 0) peak = Math.Max(peak, Victims.Bridges().Max(Victims.PeakMegabytes));
        }
        bytes.ShouldBeGreaterThan(megabytes * 1_000_000L);
        // With nothing on its way it takes some 80 MB.
        peak.ShouldBeLessThan(300);
    }

    private async Task CompareAsync(ModelBinding model, int count)
    {
        await using var remote = await RemoteAsync(model, new());
        await using var here = new LocalPool(model, new() { Workers = 2, Worker = new() { Python = Testing.Servers.Dask.DaskCluster.Python } });
        (await remote.PrepareAsync(Token)).Facts.ShouldBe((await here.PrepareAsync(Token)).Facts);
        Bytes(await RunAsync(remote, count)).ShouldBe(Bytes(await RunAsync(here, count)));
    }

    private async Task<DaskEngine> RemoteAsync(ModelBinding model, PoolOptions simulations) =>
        model.On((await fixture.ClusterAsync()).Address, options => options with { Simulations = simulations });

    private static IEnumerable<string> Bytes(IEnumerable<SimulationOutcome> outcomes) =>
        outcomes.Select(outcome => string.Join(';', outcome.Tables.OrderBy(table => table.Key, StringComparer.Ordinal).Select(table => $"{table.Key} {Convert.ToHexString(table.Value.Span)}")));

    private static IEnumerable<SimulationTask> Tasks(int count) =>
        Enumerable.Range(0, count).Select(i => new SimulationTask(i, ParameterSet.Parse($$"""{"x":{{i}}}""", "the test"), (ulong)i));

    private static async Task<List<SimulationOutcome>> RunAsync(ISimulationEngine engine, int count)
    {
        var outcomes = new List<SimulationOutcome>();
        await foreach (var outcome in engine.RunAsync(Tasks(count).ToAsyncEnumerable(), Token)) outcomes.Add(outcome);
        outcomes.Sort((a, b) => a.TaskId.CompareTo(b.TaskId));
        return outcomes;
    }
}
