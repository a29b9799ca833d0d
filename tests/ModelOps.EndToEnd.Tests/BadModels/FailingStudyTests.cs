using System.Text.Json;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.BadModels;

/// <summary>Studies of models that misbehave: the failures are recorded, listed with their rerun commands, and the rest goes on.</summary>
public sealed class FailingStudyTests
{
    [Fact]
    public async Task Failures_are_listed_with_commands_that_reproduce_them()
    {
        using var workplace = new Workplace();
        var study = workplace.WithModels("bad_models.py").WriteStudy(new Study("raises", "bad_models:raises"));
        // From another folder than the spec's: the command works where it was printed.
        workplace.Write("below/.keep", "");
        var failed = (await workplace.RunAsync("sh", "-c", "cd below && exec \"$0\" \"$@\"", Workplace.Mops, "adaptive", "run", "-f", $"../{study}")).Expect(1);
        failed.Output.ShouldContain("All trials failed. 4 failures:");
        var lines = failed.Output.Split('\n').Select(line => line.Trim()).ToList();
        var command = lines.Index().First(line => line.Item.StartsWith("mops sim run ", StringComparison.Ordinal));
        var (told, error) = (lines[command.Index - 2], lines[command.Index - 1]);
        told.ShouldStartWith("trial 0, params {\"x\":");
        error.ShouldStartWith("ValueError: no model for x = ");

        var rerun = await workplace.RunAsync("sh", "-c", command.Item.Replace("mops ", "\"$0\" ", StringComparison.Ordinal), Workplace.Mops);

        rerun.Expect(1).Errors.ShouldContain(error);
        rerun.Errors.ShouldContain(told[(told.LastIndexOf(' ') + 1)..]);
    }

    [Fact]
    public async Task Failed_trials_stand_beside_completed_ones()
    {
        using var workplace = new Workplace();
        var run = await FailedAsync(workplace, new Study("half", "bad_models:fails_below_half") { MaxTrials = 10 });
        var trials = await workplace.TrialsOfAsync(run.Text("run"));
        foreach (var trial in trials)
        {
            var failed = trial.GetProperty("params").GetProperty("x").GetDouble() < 0.5;
            trial.Text("status").ShouldBe(failed ? "failed" : "completed");
            (trial.GetProperty("loss").ValueKind == JsonValueKind.Null).ShouldBe(failed);
            trial.GetProperty("error").GetString().ShouldBe(failed ? "ValueError: x is below a half" : null);
        }
        run.Count("failed").ShouldBe(trials.Count(trial => trial.Text("status") == "failed"));
        run.GetProperty("reproducible").GetBoolean().ShouldBeTrue("the model alone decided");
        run.GetProperty("best").GetProperty("loss").GetDouble().ShouldBe(0);
    }

    [Theory]
    [InlineData("hangs", "timeout", "Timeout: ")]
    [InlineData("exits", "failed", "WorkerLost: ")]
    [InlineData("kills_itself", "failed", "OutOfMemory: ")]
    public async Task What_the_machine_ended_is_marked_environmental(string model, string status, string error)
    {
        using var workplace = new Workplace();
        var run = await FailedAsync(workplace, new Study("ended", $"bad_models:{model}") { Workers = "{timeout: 0.3, retries: 0}" });
        run.GetProperty("reproducible").GetBoolean().ShouldBeFalse();
        run.Count("environmental").ShouldBe(4);
        foreach (var trial in await workplace.TrialsOfAsync(run.Text("run")))
        {
            trial.Text("status").ShouldBe(status);
            trial.GetProperty("environmental").GetBoolean().ShouldBeTrue();
            trial.Text("error").ShouldStartWith(error);
        }
    }

    [Theory]
    [InlineData("gives_nan")]
    [InlineData("gives_infinity")]
    public async Task Values_that_are_no_finite_numbers_fail_the_trial_and_say_why(string model)
    {
        using var workplace = new Workplace();
        var run = await FailedAsync(workplace, new Study("odd", $"bad_models:{model}"));
        run.GetProperty("best").ValueKind.ShouldBe(JsonValueKind.Null);
        run.GetProperty("reproducible").GetBoolean().ShouldBeTrue();
        (await workplace.TrialsOfAsync(run.Text("run"))).ShouldAllBe(trial => trial.Text("error").StartsWith("NonFiniteLoss: "));
        (await workplace.MopsAsync("adaptive", "best", run.Text("run"), "--json")).Error(1).Text("error_code").ShouldBe("no_best");
        (await workplace.MopsAsync("adaptive", "status", run.Text("run"))).Expect(0).Output.ShouldContain("All trials failed.");
    }

    [Fact]
    public async Task Megabytes_on_the_standard_streams_harm_nothing()
    {
        using var workplace = new Workplace();
        var run = await workplace.RunStudyAsync(workplace.WithModels("bad_models.py").WriteStudy(new Study("loud", "bad_models:prints_megabytes")));
        run.Count("failed").ShouldBe(0);
    }

    private static async Task<JsonElement> FailedAsync(Workplace workplace, Study study)
    {
        var spec = workplace.WithModels("bad_models.py").WriteStudy(study);
        return (await workplace.MopsAsync("adaptive", "run", "-f", spec, "--json")).Json(1);
    }
}
