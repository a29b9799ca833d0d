using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Targets;

/// <summary>A model and a target in .NET, through a whole study.</summary>
public sealed class DotNetTargetTests
{
    [Fact]
    public async Task Study_of_a_dotnet_target_finds_what_it_asks_for_whatever_the_workers()
    {
        using var workplace = new Workplace();
        var study = WriteStudy(workplace, "min: 0.1");
        var answer = await workplace.RunStudyAsync(study, "--workers", "1");
        var best = answer.GetProperty("best");
        // Half is left after 4 hours at the rate ln 2 / 4, up to the straight line between two hours.
        best.GetProperty("params").GetProperty("rate").GetDouble().ShouldBe(Math.Log(2) / 4, 0.01);
        best.GetProperty("losses").GetProperty("bin/Decay.dll:Decay.HalfLife").GetDouble().ShouldBe(best.GetProperty("loss").GetDouble());
        (await workplace.RunStudyAsync(study, "--workers", "3", "--run", "again", "--no-cache")).Text("study_digest").ShouldBe(answer.Text("study_digest"));
        (await workplace.MopsAsync("adaptive", "report", "again")).Expect(0);
    }

    [Fact]
    public async Task What_a_dotnet_target_throws_is_a_fact_of_the_trial_with_its_stack()
    {
        using var workplace = new Workplace();
        // Below ln 2 / 12 more than half of the dose is left in the end.
        var study = WriteStudy(workplace, "min: 0.001");
        (await workplace.MopsAsync("adaptive", "run", "-f", study)).Expect(1).Output.ShouldContain("half of the dose is left longer than 12 hours");
        var run = (await workplace.MopsAsync("adaptive", "list", "--json")).Json()[0].Text("run");
        var failed = (await workplace.TrialsOfAsync(run)).Where(trial => trial.Text("status") == "failed").ToList();
        failed.ShouldNotBeEmpty();
        failed[0].Text("error").ShouldBe("System.InvalidOperationException: target bin/Decay.dll:Decay.HalfLife: half of the dose is left longer than 12 hours");
        failed[0].Text("traceback").ShouldContain("Decay.HalfLife.Loss");
    }

    private static string WriteStudy(Workplace workplace, string least)
    {
        Directory.CreateDirectory(workplace.At("bin"));
        foreach (var file in Directory.EnumerateFiles(StudyProjects.Example("bring-your-model", "dotnet", "bin"), "Decay.*"))
            File.Copy(file, workplace.At("bin", Path.GetFileName(file)));
        return workplace.WriteStudy(new Study("half-life", "bin/Decay.dll:Decay.DecayModel")
        {
            Adapter = "builtin:cmaes",
            Parameters = "{rate: {type: float, " + least + ", max: 1.0}}",
            Targets = """[{entrypoint: "bin/Decay.dll:Decay.HalfLife"}]""",
            MaxTrials = 60,
            Replicates = 1,
            BatchSize = 6,
        });
    }
}
