using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Studies;

namespace ModelOps.EndToEnd.Tests.Deliveries;

/// <summary>Simulations run at least once, are counted once, and none runs after its result was acknowledged: the model itself keeps the log.</summary>
public sealed class SimulationCountTests
{
    private const int Trials = 40;
    private const int Replicates = 3;

    [Fact]
    public async Task Undisturbed_study_runs_each_simulation_exactly_once()
    {
        using var workplace = new Workplace();
        var trials = await workplace.TrialsAsync(WriteStudy(workplace));
        workplace.Simulated().Order().ShouldBe(trials.SelectMany(SimulationsOf).Order());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Killed_study_runs_nothing_again_whose_result_was_acknowledged()
    {
        for (var cycle = 0; cycle < Cycles.Count(5); cycle++)
        {
            using var workplace = new Workplace();
            var study = WriteStudy(workplace);
            var name = await KillSomewhereAsync(workplace, study);
            var before = name is null ? [] : await workplace.TrialsOfAsync(name);
            var ranBefore = workplace.Simulated().Count;

            var after = await workplace.TrialsOfAsync((await workplace.RunStudyAsync(study, "--resume")).Text("run"));

            var log = workplace.Simulated();
            var ranAgain = log.Skip(ranBefore).ToList();
            log.Distinct().Order().ShouldBe(after.SelectMany(SimulationsOf).Order(), "each runs at least once, and nothing else does");
            ranAgain.Distinct().Count().ShouldBe(ranAgain.Count, "one process runs each at most once");
            foreach (var trial in before)
            {
                var again = ranAgain.Intersect(SimulationsOf(trial)).Count();
                again.ShouldBe(Replicates - trial.Count("succeeded"), $"trial {trial.Count("trial")} had so many acknowledged before the kill");
            }
        }
    }

    private static string WriteStudy(Workplace workplace)
    {
        workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("simulations.log");
        return workplace.WithModels("good_models.py").WriteStudy(new Study("logged", "good_models:logged") { MaxTrials = Trials, BatchSize = 5, Replicates = Replicates });
    }

    // Kills all processes after some simulation by chance. The name of the run, if it has one yet.
    private static async Task<string?> KillSomewhereAsync(Workplace workplace, string study)
    {
        var moment = Journals.AnyMoment(Trials * Replicates);
        using var running = workplace.StartMops("adaptive", "run", "-f", study);
        await Eventually.TrueAsync(() => running.HasEnded || workplace.Simulated().Count >= moment, $"{moment} simulations have begun");
        running.KillAll();
        await running.EndAsync();
        var runs = (await workplace.MopsAsync("adaptive", "list", "--json")).Json();
        return runs.GetArrayLength() == 0 ? null : runs[0].Text("run");
    }

    private static IEnumerable<string> SimulationsOf(System.Text.Json.JsonElement trial) =>
        trial.GetProperty("seeds").EnumerateArray().Select(seed => $"{trial.GetProperty("params").GetProperty("x").GetRawText()} {seed.GetString()}");
}
