using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Determinism;

/// <summary>Identities, seeds and digest, recomputed in Python from what the commands answer.</summary>
public sealed class IndependentCheckTests
{
    [Fact]
    public async Task Digest_of_a_fit_follows_from_its_trials()
    {
        using var workplace = new Workplace();
        await CheckAsync(workplace, StudyProjects.Example("influenza-1978", "python.yaml"));
    }

    [Fact]
    public async Task Repeated_proposals_go_on_with_their_next_seeds()
    {
        using var workplace = new Workplace();
        var repeated = new Study("repeated", "good_models:fine") { Parameters = "{x: {type: categorical, choices: [1, 2.0, -0.0]}}", MaxTrials = 12 };
        var trials = await CheckAsync(workplace, workplace.WithModels("good_models.py").WriteStudy(repeated));
        trials.ShouldBeGreaterThan(3, "with three choices some are proposed again");
    }

    [Fact]
    public async Task Failed_trials_are_part_of_the_chain()
    {
        using var workplace = new Workplace();
        var run = (await workplace.MopsAsync(
            "adaptive", "run", "-f", workplace.WithModels("bad_models.py").WriteStudy(new Study("half", "bad_models:fails_below_half") { MaxTrials = 10 }), "--json")).Json(1);
        run.Count("failed").ShouldBeInRange(1, 9);
        await CheckAsync(workplace, run.Text("run"), run.Text("study_digest"));
    }

    private static async Task<int> CheckAsync(Workplace workplace, string spec)
    {
        var run = await workplace.RunStudyAsync(spec);
        return await CheckAsync(workplace, run.Text("run"), run.Text("study_digest"));
    }

    private static async Task<int> CheckAsync(Workplace workplace, string run, string digest)
    {
        workplace.Write("status.json", (await workplace.MopsAsync("adaptive", "status", run, "--json")).Expect(0).Output);
        workplace.Write("trials.json", (await workplace.MopsAsync("adaptive", "trials", run, "--json")).Expect(0).Output);
        var known = await workplace.PythonAsync("check_study.py", "status.json", "trials.json");
        known.GetProperty("param_ids").GetBoolean().ShouldBeTrue();
        known.GetProperty("seeds").GetBoolean().ShouldBeTrue();
        known.Text("study_digest").ShouldBe(digest);
        return (await workplace.TrialsOfAsync(run)).Count;
    }
}
