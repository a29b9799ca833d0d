using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Servers.Dask;

namespace ModelOps.EndToEnd.Tests.Clusters;

/// <summary><c>mops cluster local</c>.</summary>
[Collection(ClusterTests.Name)]
public sealed class LocalClusterTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public LocalClusterTests() => _workplace.Environment["MODELOPS_DASK_PYTHON"] = DaskCluster.Python;

    public void Dispose()
    {
        _workplace.MopsAsync("cluster", "local", "down").GetAwaiter().GetResult();
        _workplace.Dispose();
    }

    [Fact]
    public async Task Cluster_comes_up_once_is_seen_from_anywhere_in_the_project_and_goes()
    {
        Prerequisite.Require(DaskCluster.IsInstalled, "Debian's Dask", "sudo apt-get install -y python3-distributed");
        var up = (await UpAsync()).Json();
        up.Text("status").ShouldBe("running");
        up.Text("dashboard").ShouldStartWith("http://127.0.0.1:");

        var again = await UpAsync();
        again.Json().Text("scheduler").ShouldBe(up.Text("scheduler"));
        again.Errors.ShouldContain("runs already");
        (await _workplace.MopsAsync("cluster", "local", "status", "--json")).Json().GetProperty("pids").ToString().ShouldBe(up.GetProperty("pids").ToString());

        (await _workplace.MopsAsync("cluster", "local", "down")).Expect(0).Output.ShouldBe("The local cluster has ended.\n");
        await Eventually.TrueAsync(() => Pids(up).All(pid => ProcessTable.Running().All(process => process.Id != pid)), "its processes have ended");
        (await _workplace.MopsAsync("cluster", "local", "down")).Expect(0).Output.ShouldBe("There was no local cluster to end.\n");
        (await _workplace.MopsAsync("cluster", "local", "status", "--json")).Error(1).Text("error_code").ShouldBe("no_local_cluster");
    }

    [Fact]
    public async Task Cluster_whose_scheduler_was_killed_is_broken_and_comes_up_anew()
    {
        Prerequisite.Require(DaskCluster.IsInstalled, "Debian's Dask", "sudo apt-get install -y python3-distributed");
        var up = (await UpAsync()).Json();
        await _workplace.RunAsync("kill", "-9", up.GetProperty("pids").GetProperty("scheduler").ToString());
        await Eventually.TrueAsync(() => ProcessTable.Running().All(process => process.Id != up.GetProperty("pids").GetProperty("scheduler").GetInt32()), "the scheduler has ended");
        (await _workplace.MopsAsync("cluster", "local", "status", "--json")).Json(1).Text("status").ShouldBeOneOf("broken", "ended");
        (await UpAsync()).Json().Text("status").ShouldBe("running");
    }

    [Fact]
    public async Task Interpreter_without_Dask_is_an_outside_failure_that_says_how_to_install_it()
    {
        _workplace.Write("python", $"#!/bin/sh\nexec {DaskCluster.Python} -S \"$@\"\n");
        await _workplace.RunAsync("chmod", "+x", "python");
        _workplace.Environment["MODELOPS_DASK_PYTHON"] = _workplace.At("python");
        var fault = (await UpAsync()).Error(3);
        fault.Text("error_code").ShouldBe("dask_not_started");
        fault.ToString().ShouldContain("pip install distributed");
    }

    private static IEnumerable<int> Pids(System.Text.Json.JsonElement answer) => answer.GetProperty("pids").EnumerateObject().Select(process => process.Value.GetInt32());

    private Task<CommandResult> UpAsync() => _workplace.MopsAsync("cluster", "local", "up", "--workers", "1", "--dashboard-port", "0", "--json");
}
