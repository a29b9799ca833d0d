using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Searches;

/// <summary>What the default search answers, by the built program.</summary>
public sealed class ConfirmedAnswerTests
{
    [Fact]
    public async Task Answer_comes_with_its_interval_and_counts_towards_the_budget()
    {
        using var workplace = new Workplace();
        var study = WriteStudy(workplace, "fine");
        var run = await workplace.RunStudyAsync(study);
        (run.Count("trials"), run.Count("simulations")).ShouldBe((60, 120));
        var answer = run.GetProperty("answer");
        answer.Count("repetitions").ShouldBeGreaterThan(2);
        var loss = answer.GetProperty("loss").GetDouble();
        loss.ShouldBeInRange(answer.GetProperty("low").GetDouble(), answer.GetProperty("high").GetDouble());
        loss.ShouldBeGreaterThanOrEqualTo(run.GetProperty("best").GetProperty("loss").GetDouble());
        var best = (await workplace.MopsAsync("adaptive", "best", run.Text("run"), "--json")).Json();
        best.GetProperty("answer").GetRawText().ShouldBe(answer.GetRawText());
        (await workplace.MopsAsync("adaptive", "status", run.Text("run"))).Output.ShouldContain("90 % interval");
    }

    [Fact]
    public async Task Study_that_was_killed_and_resumed_answers_the_same()
    {
        using var undisturbed = new Workplace();
        WithLog(undisturbed);
        var expected = await undisturbed.RunStudyAsync(WriteStudy(undisturbed, "logged"), "--workers", "1");
        using var workplace = new Workplace();
        WithLog(workplace);
        var study = WriteStudy(workplace, "logged");
        using (var running = workplace.StartMops("adaptive", "run", "-f", study))
        {
            await Eventually.TrueAsync(() => running.HasEnded || workplace.Simulated().Count >= 50, "50 simulations have begun");
            running.KillAll();
            await running.EndAsync();
        }
        (await workplace.RunStudyAsync(study, "--resume")).GetRawText().ShouldBe(expected.GetRawText());
    }

    [Fact]
    public async Task Posterior_sample_is_exported_with_its_weights()
    {
        using var workplace = new Workplace();
        var study = WriteStudy(workplace, "fine", "builtin:abc_smc", "{particles: 20, populations: 2}");
        var run = await workplace.RunStudyAsync(study);
        var lines = (await workplace.MopsAsync("adaptive", "export", run.Text("run"), "--posterior")).Expect(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        (lines[0], lines.Length).ShouldBe(("weight,distance,param_x", 21));
        lines.Skip(1).Sum(line => double.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(1, 1e-9);
        (await workplace.MopsAsync("adaptive", "export", (await workplace.RunStudyAsync(WriteStudy(workplace, "fine"))).Text("run"), "--posterior"))
            .Expect(2).Errors.ShouldContain("gives no posterior sample");
    }

    private static void WithLog(Workplace workplace) => workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("simulations.log");

    private static string WriteStudy(Workplace workplace, string model, string adapter = "builtin:auto", string options = "{}")
    {
        if (!File.Exists(workplace.At("good_models.py"))) workplace.WithModels("good_models.py");
        return workplace.WriteStudy(new Study($"searched-{adapter[8..].Replace('_', '-')}", $"good_models:{model}")
        {
            Adapter = adapter,
            Options = options,
            BatchSize = 4,
            MaxTrials = 60,
        });
    }
}
