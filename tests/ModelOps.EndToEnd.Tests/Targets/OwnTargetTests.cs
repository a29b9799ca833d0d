using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Targets;

/// <summary>Losses of the user's own, beside those with observations.</summary>
public sealed class OwnTargetTests
{
    private const string Mixed =
        """[{entrypoint: "own_targets:distance", weight: 2.0}, {table: t, column: a, observed: observed.csv, "on": [k]}, {entrypoint: "own_targets:Notes"}]""";

    [Fact]
    public async Task Study_killed_half_way_and_on_other_workers_is_the_undisturbed_one()
    {
        using var undisturbed = new Workplace();
        undisturbed.Environment["MOPS_TEST_LOG"] = undisturbed.Outside("simulations.log");
        var expected = await undisturbed.RunStudyAsync(WriteStudy(undisturbed, "logged"), "--workers", "1");
        var trials = await undisturbed.TrialsTextAsync(expected.Text("run"));
        using var workplace = new Workplace();
        workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("simulations.log");
        var study = WriteStudy(workplace, "logged");
        using (var running = workplace.StartMops("adaptive", "run", "-f", study, "--workers", "4"))
        {
            await Eventually.TrueAsync(() => running.HasEnded || workplace.Simulated().Count >= 9, "9 simulations have begun");
            running.KillAll();
            await running.EndAsync();
        }
        (await workplace.RunStudyAsync(study, "--resume", "--workers", "4")).GetRawText().ShouldBe(expected.GetRawText());
        (await workplace.TrialsTextAsync(expected.Text("run"))).ShouldBe(trials);
    }

    [Fact]
    public async Task Every_target_shows_its_own_loss()
    {
        using var workplace = new Workplace();
        var answer = await workplace.RunStudyAsync(WriteStudy(workplace, "fine"));
        var losses = answer.GetProperty("best").GetProperty("losses");
        losses.EnumerateObject().Select(loss => loss.Name).ShouldBe(["t.a", "own_targets:distance", "own_targets:Notes"]);
        var total = losses.GetProperty("t.a").GetDouble() + (2 * losses.GetProperty("own_targets:distance").GetDouble()) + losses.GetProperty("own_targets:Notes").GetDouble();
        answer.GetProperty("best").GetProperty("loss").GetDouble().ShouldBe(total);
        var run = answer.Text("run");
        (await workplace.TrialsOfAsync(run)).ShouldAllBe(trial => trial.GetProperty("losses").EnumerateObject().Count() == 3);
        (await workplace.MopsAsync("adaptive", "best", run)).Expect(0).Output.ShouldContain("loss of own_targets:Notes: 0.0");
        (await workplace.MopsAsync("adaptive", "export", run)).Expect(0).Output
            .ShouldStartWith("trial,round,status,loss,loss_t.a,loss_own_targets:distance,loss_own_targets:Notes,param_x,");
    }

    [Theory]
    [InlineData("raises", "failed", false, "ValueError: target own_targets:raises: no epidemic in 2 replicates")]
    [InlineData("dies", "failed", true, "WorkerLost: target own_targets:dies: the worker ended with exit status 9")]
    [InlineData("hangs", "timeout", true, "Timeout: target own_targets:hangs: the call took longer than its limit of 1 s")]
    public async Task Target_that_fails_is_a_fact_of_the_trial(string target, string status, bool environmental, string error)
    {
        using var workplace = new Workplace();
        var study = WriteStudy(workplace, "fine", $$"""[{entrypoint: "own_targets:{{target}}"}]""", "{timeout: 1}");
        (await workplace.MopsAsync("adaptive", "run", "-f", study)).Expect(1).Output.ShouldContain(error);
        var trial = (await workplace.TrialsOfAsync((await workplace.MopsAsync("adaptive", "list", "--json")).Json()[0].Text("run")))[0];
        (trial.Text("status"), trial.GetProperty("environmental").GetBoolean(), trial.Text("error")).ShouldBe((status, environmental, error));
        if (target == "raises") trial.Text("traceback").ShouldContain("own_targets.py\", line 21, in raises");
    }

    [Theory]
    [InlineData("own_targets:distanse", "own_targets:distance")]
    [InlineData("own_target:distance", "own_target:distance")]
    [InlineData("own_targets:with_observed", "takes (replicates, observed)")]
    public async Task Target_that_cannot_be_called_is_refused_before_anything_runs(string entrypoint, string advice)
    {
        using var workplace = new Workplace();
        var study = WriteStudy(workplace, "fine", $$"""[{entrypoint: "{{entrypoint}}"}]""");
        (await workplace.MopsAsync("adaptive", "run", "-f", study)).Expect(2).Errors.ShouldContain(advice);
        (await workplace.MopsAsync("adaptive", "list", "--json")).Json().GetArrayLength().ShouldBe(0);
    }

    private static string WriteStudy(Workplace workplace, string model, string targets = Mixed, string? workers = null) => workplace
        .WithModels("good_models.py")
        .WithModels("own_targets.py")
        .WriteStudy(new Study("own", $"good_models:{model}") { Targets = targets, MaxTrials = workers is null ? 12 : 1, Workers = workers });
}
