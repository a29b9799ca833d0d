using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Dask;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Servers.Dask;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>What does not fit is found before the first simulation, and the message says who differs.</summary>
[Collection(DaskTests.Name)]
public sealed class PreflightTests(DaskFixture fixture) : IDisposable
{
    private readonly PythonFolder _bundle = new("def simulate(params, seed):\n    return {'t': {'x': [1]}}\n");
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _bundle.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Scheduler_that_is_not_there_is_named()
    {
        var fault = await RefusedAsync("tcp://127.0.0.1:1", options => options with { ConnectTimeout = TimeSpan.FromSeconds(1) });
        fault.Code.ShouldBe("dask_unreachable");
        fault.Message.ShouldContain("tcp://127.0.0.1:1");
        fault.ShouldBeOfType<OutsideException>().Retryable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("dask-scheduler:8786")]
    [InlineData("tcp:// 127.0.0.1:1")]
    public void Address_without_a_scheme_is_refused_at_once(string address) =>
        Should.Throw<InvalidInputException>(() => _bundle.Bind().On(address)).Code.ShouldBe("dask_address");

    [Fact]
    public async Task Address_of_an_unknown_transport_is_invalid() =>
        (await RefusedAsync("smoke://127.0.0.1:1")).ShouldBeOfType<InvalidInputException>().Code.ShouldBe("dask_address");

    [Fact]
    public async Task Cluster_without_workers_is_waited_for_and_then_refused()
    {
        await using var cluster = await DaskCluster.StartAsync(new() { Workers = 0 });
        var fault = await RefusedAsync(cluster.Address, options => options with { WorkerTimeout = TimeSpan.FromSeconds(1) });
        fault.Code.ShouldBe("dask_no_workers");
        fault.Remedy.ShouldNotBeNull().ShouldContain(cluster.Address);
    }

    [Fact]
    public async Task Interpreter_without_distributed_says_how_to_install_it()
    {
        var fault = await RefusedAsync("tcp://127.0.0.1:1", options => options with { Python = Interpreter("-S") });
        fault.Code.ShouldBe("distributed_missing");
        fault.Remedy.ShouldNotBeNull().ShouldContain("pip install distributed");
    }

    [Fact]
    public async Task Interpreter_that_is_not_there_is_named() =>
        (await RefusedAsync("tcp://127.0.0.1:1", options => options with { Python = "no-such-python" })).Code.ShouldBe("python_not_found");

    [Fact]
    public async Task Worker_with_another_version_of_distributed_is_named()
    {
        await using var cluster = await DaskCluster.StartAsync(new() { Workers = 1 });
        _folder.Write("usercustomize.py", "import distributed\ndistributed.__version__ = '2021.1.0'\n");
        await cluster.AddWorkerAsync(null, $"PYTHONPATH={_folder.Path}");
        var fault = await RefusedAsync(cluster.Address);
        fault.Code.ShouldBe("dask_versions_differ");
        fault.Message.ShouldContain("distributed");
        fault.Message.ShouldContain("2021.1.0 on worker tcp://");
        fault.Message.ShouldContain("this bridge");
    }

    [Fact]
    public async Task Workers_on_different_platforms_are_named_with_what_differs()
    {
        await using var cluster = await DaskCluster.StartAsync(new() { Workers = 1 });
        await cluster.AddWorkerAsync(null, "GLIBC_TUNABLES=glibc.malloc.check=0");
        var fault = await RefusedAsync(cluster.Address);
        fault.Code.ShouldBe("dask_platforms_differ");
        fault.Message.ShouldContain("glibc_tunables: absent on worker tcp://");
        fault.Message.ShouldContain("glibc.malloc.check=0 on worker tcp://");
    }

    [Fact]
    public async Task Worker_of_another_platform_that_joins_later_runs_no_simulation()
    {
        await using var cluster = await DaskCluster.StartAsync(new() { Workers = 1 });
        await using var engine = _bundle.Bind().On(cluster.Address);
        await engine.PrepareAsync(Token);
        await cluster.AddWorkerAsync(null, "GLIBC_TUNABLES=glibc.malloc.check=0");
        cluster.Workers[0].Dispose();
        var fault = await Should.ThrowAsync<OutsideException>(async () => await RunOneAsync(engine));
        fault.Code.ShouldBe("dask_platforms_differ");
        fault.Message.ShouldContain("glibc_tunables");
    }

    [Fact]
    public async Task Model_that_needs_the_tool_is_refused_where_it_is_missing()
    {
        await using var cluster = await DaskCluster.StartAsync(new() { Workers = 1, Tool = "no-such-mops" });
        using var program = new ProgramFolder("printf 'a\\n1\\n' > \"$6/t.csv\"");
        await using var engine = program.Bind().On(cluster.Address);
        var fault = await Should.ThrowAsync<OutsideException>(() => engine.PrepareAsync(Token));
        fault.Code.ShouldBe("dask_tool_missing");
        fault.Message.ShouldContain("no-such-mops");
        fault.Remedy.ShouldNotBeNull().ShouldContain("image");
    }

    [Fact]
    public async Task Bundle_that_is_too_large_to_ship_is_refused()
    {
        await using (var large = File.Create(_bundle["large"])) large.SetLength(65L << 20);
        await using var engine = _bundle.Bind().On((await fixture.ClusterAsync()).Address);
        (await Should.ThrowAsync<OutsideException>(() => engine.PrepareAsync(Token))).Code.ShouldBe("bundle_not_shippable");
    }

    private async Task<ModelOpsException> RefusedAsync(string address, Func<DaskOptions, DaskOptions>? with = null)
    {
        await using var engine = _bundle.Bind().On(address, with);
        return await Should.ThrowAsync<ModelOpsException>(() => engine.PrepareAsync(Token));
    }

    private static async Task RunOneAsync(DaskEngine engine)
    {
        SimulationTask[] tasks = [new(0, Contracts.Parameters.ParameterSet.Parse("{}", "the test"), 1)];
        await foreach (var outcome in engine.RunAsync(tasks.ToAsyncEnumerable(), Token)) outcome.Error.ShouldNotBeNull();
    }

    private string Interpreter(string option)
    {
        var path = _folder.Write("python", $"#!/bin/sh\nexec {DaskCluster.Python} {option} \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
