using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Servers.Dask;

namespace ModelOps.EndToEnd.Tests.Clusters;

/// <summary>A study on a cluster is the study on this machine, also when the runner is killed.</summary>
[Collection(ClusterTests.Name)]
public sealed class ClusterStudyTests
{
    private const int Trials = 40;
    private const int Replicates = 3;

    [Fact]
    public async Task Study_has_the_digest_that_it_has_on_this_machine()
    {
        await using var cluster = await DaskCluster.StartAsync();
        using var workplace = new Workplace();
        workplace.Environment["MODELOPS_PYTHON"] = DaskCluster.Python;
        var spec = workplace.CopyExample("influenza-1978", "influenza", "stochastic.yaml");
        var here = await workplace.RunStudyAsync(spec, "--run", "here", "--no-cache");
        var there = await workplace.RunStudyAsync(spec, "--run", "there", "--no-cache", "--scheduler", cluster.Address);
        there.Text("study_digest").ShouldBe(here.Text("study_digest"));
        (await workplace.TrialsTextAsync("there")).ShouldBe(await workplace.TrialsTextAsync("here"));
    }

    [Fact]
    public async Task Worker_whose_environment_names_a_scheduler_has_the_digest_of_the_run_on_this_machine()
    {
        await using var cluster = await DaskCluster.StartAsync(new() { Workers = 1 });
        using var workplace = new Workplace();
        workplace.Environment["MODELOPS_PYTHON"] = DaskCluster.Python;
        var study = workplace.WithModels("good_models.py").WriteStudy(new Study("fine", "good_models:fine") { MaxTrials = 4 });
        var here = await workplace.RunStudyAsync(study, "--run", "here", "--no-cache");
        workplace.Environment["ADAPTIVE_SPEC"] = study;
        workplace.Environment["DASK_SCHEDULER_ADDRESS"] = cluster.Address;

        var there = (await workplace.MopsAsync("adaptive", "worker", "--json")).Json();

        there.Text("study_digest").ShouldBe(here.Text("study_digest"));
        (await workplace.MopsAsync("adaptive", "worker", "--workers", "2", "--json")).Error(2).Text("message").ShouldContain("DASK_SCHEDULER_ADDRESS");
    }

    [Fact]
    public async Task Workers_and_a_scheduler_exclude_each_other()
    {
        using var workplace = new Workplace();
        var study = workplace.WithModels("good_models.py").WriteStudy(new Study("fine", "good_models:fine"));
        (await workplace.MopsAsync("adaptive", "run", "-f", study, "--workers", "2", "--scheduler", "tcp://127.0.0.1:1", "--json")).Error(2).Text("error_code").ShouldBe("usage");
    }

    [Fact]
    public async Task Study_whose_runner_was_killed_goes_on_to_the_same_digest_and_runs_nothing_again_that_was_acknowledged()
    {
        using var workplace = new Workplace();
        workplace.Environment["MODELOPS_PYTHON"] = DaskCluster.Python;
        workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("simulations.log");
        await using var cluster = await DaskCluster.StartAsync(new() { Variables = [$"MOPS_TEST_LOG={workplace.Outside("simulations.log")}"] });
        var study = workplace.WithModels("good_models.py").WriteStudy(new Study("logged", "good_models:logged") { MaxTrials = Trials, BatchSize = 5, Replicates = Replicates });
        var expected = await workplace.RunStudyAsync(study, "--run", "expected", "--no-cache");
        var alone = workplace.Simulated().Count;

        var name = await KillSomewhereAsync(workplace, study, cluster, alone);
        var acknowledged = name is null ? 0 : (await workplace.TrialsOfAsync(name)).Sum(trial => trial.Count("succeeded"));
        var before = workplace.Simulated().Count;
        var resumed = await workplace.RunStudyAsync(study, "--resume", "--no-cache", "--scheduler", cluster.Address);

        resumed.Text("study_digest").ShouldBe(expected.Text("study_digest"));
        (workplace.Simulated().Count - before).ShouldBe(Trials * Replicates - acknowledged);
        workplace.Simulated().Skip(alone).Distinct().Order().ShouldBe(workplace.Simulated().Take(alone).Order());
    }

    // Kills the runner with all that is below it, after some simulation by chance. The name of the run, if it has one yet.
    private static async Task<string?> KillSomewhereAsync(Workplace workplace, string study, DaskCluster cluster, int alone)
    {
        var moment = alone + Journals.AnyMoment(Trials * Replicates);
        using var running = workplace.StartMops("adaptive", "run", "-f", study, "--no-cache", "--scheduler", cluster.Address);
        await Eventually.TrueAsync(() => running.HasEnded || workplace.Simulated().Count >= moment, $"{moment} simulations have begun");
        running.KillAll();
        await running.EndAsync();
        // The cluster hears of it by itself; until then a simulation may still start.
        var runs = (await workplace.MopsAsync("adaptive", "list", "--json")).Json();
        return runs.EnumerateArray().Select(run => run.Text("run")).FirstOrDefault(run => run != "expected");
    }
}
