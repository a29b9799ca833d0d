using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.MainJob;

/// <summary>What a user reads of a run, and what the commands refuse.</summary>
public sealed class RunCommandsTests
{
    [Fact]
    public async Task Finished_run_is_read_by_every_command()
    {
        using var workplace = new Workplace();
        var run = await workplace.RunStudyAsync(FineStudy(workplace));
        var name = run.Text("run");
        var trials = await workplace.TrialsOfAsync(name);

        (await workplace.MopsAsync("adaptive", "status", name, "--json")).Json().GetRawText().ShouldBe(run.GetRawText());
        trials.Select(trial => trial.Count("trial")).ShouldBe(Enumerable.Range(0, 6));
        trials.ShouldAllBe(trial => trial.Text("status") == "completed" && trial.Count("succeeded") == 2);
        var least = trials.MinBy(trial => trial.GetProperty("loss").GetDouble());
        var best = (await workplace.MopsAsync("adaptive", "best", name, "--json")).Json();
        best.GetRawText().ShouldBe(run.GetProperty("best").GetRawText());
        best.Count("trial").ShouldBe(least.Count("trial"));
        var listed = (await workplace.MopsAsync("adaptive", "list", "--json")).Json().EnumerateArray().Single();
        (listed.Text("run"), listed.Text("status"), listed.Count("trials")).ShouldBe((name, "max_trials", 6));
    }

    [Fact]
    public async Task Text_answers_name_run_digest_and_best_trial()
    {
        using var workplace = new Workplace();
        var study = FineStudy(workplace);
        var run = await workplace.RunStudyAsync(study);
        var text = (await workplace.MopsAsync("adaptive", "run", "-f", study)).Expect(0).Output;
        text.ShouldContain(run.Text("run"));
        text.ShouldContain(run.Text("study_digest"));
        text.ShouldContain("6 (12 simulations)");
        (await workplace.MopsAsync("adaptive", "status", run.Text("run"))).Output.ShouldBe(text);
        (await workplace.MopsAsync("adaptive", "trials", run.Text("run"))).Expect(0).Output.Split('\n').Length.ShouldBe(6 + 2);
    }

    [Fact]
    public async Task Finished_run_is_reported_again_without_simulating()
    {
        using var workplace = new Workplace();
        var study = FineStudy(workplace);
        var first = await workplace.RunStudyAsync(study);
        // Were a worker needed, it could not start.
        workplace.Environment["MODELOPS_PYTHON"] = "/nonexistent/python3";
        foreach (var options in (string[][])[[], ["--resume"]])
            (await workplace.RunStudyAsync(study, options)).GetRawText().ShouldBe(first.GetRawText());
    }

    [Fact]
    public async Task Second_run_of_one_spec_has_a_name_and_the_same_digest()
    {
        using var workplace = new Workplace();
        var study = FineStudy(workplace);
        var first = await workplace.RunStudyAsync(study);
        var second = await workplace.RunStudyAsync(study, "--run", "second");
        second.Identity().ShouldBe(("second", first.Text("study_digest")));
        (await workplace.MopsAsync("adaptive", "list", "--json")).Json().GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Name_of_another_study_is_refused()
    {
        using var workplace = new Workplace();
        await workplace.RunStudyAsync(FineStudy(workplace), "--run", "mine");
        var other = workplace.WriteStudy(new Study("other", "good_models:fine") { MaxTrials = 7 });
        var error = (await workplace.MopsAsync("adaptive", "run", "-f", other, "--run", "mine", "--json")).Error(2);
        error.Text("error_code").ShouldBe("run_differs");
        error.Text("message").ShouldContain("another spec");
    }

    [Fact]
    public async Task Unfinished_run_is_refused_with_the_command_that_resumes_it()
    {
        using var workplace = new Workplace();
        var study = await workplace.InterruptedStudyAsync();
        var refused = (await workplace.MopsAsync("adaptive", "run", "-f", study)).Expect(2);
        var command = refused.Errors.Split('\n').Single(line => line.Contains("--resume", StringComparison.Ordinal));
        var words = command[command.IndexOf("mops ", StringComparison.Ordinal)..].Split(' ')[1..];
        words = [.. words.Select(word => word.Trim('\'', '.', '"'))];
        (await workplace.MopsAsync([.. words, "--json"])).Json().Text("status").ShouldBe("max_trials");
    }

    [Fact]
    public async Task Cancelled_run_keeps_its_trials_and_does_not_go_on()
    {
        using var workplace = new Workplace();
        var study = await workplace.InterruptedStudyAsync();
        var name = (await workplace.MopsAsync("adaptive", "list", "--json")).Json()[0].Text("run");
        (await workplace.MopsAsync("adaptive", "cancel", name, "--json")).Json().GetProperty("cancelled").GetBoolean().ShouldBeTrue();
        (await workplace.MopsAsync("adaptive", "status", name, "--json")).Json().Text("status").ShouldBe("cancelled");
        (await workplace.MopsAsync("adaptive", "run", "-f", study, "--resume", "--json")).Error(2).Text("error_code").ShouldBe("run_cancelled");
        (await workplace.MopsAsync("adaptive", "cancel", name, "--json")).Error(2).Text("error_code").ShouldBe("run_ended");
    }

    private static string FineStudy(Workplace workplace) =>
        workplace.WithModels("good_models.py").WriteStudy(new Study("fine", "good_models:fine") { MaxTrials = 6 });
}
