using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Checks;

/// <summary><c>mops adaptive calibrate-check</c> with the built command.</summary>
public sealed class CalibrateCheckTests
{
    private const string Model = """
        import random

        def simulate(params, seed):
            chance = random.Random(seed)
            return {"t": {"k": [0], "a": [params["x"] + chance.gauss(0, 0.1)]}}
        """;

    [Fact]
    public async Task Check_is_answered_in_words_kept_and_reported()
    {
        using var workplace = new Workplace();
        var run = await FitAsync(workplace, "builtin:abc_smc", "{particles: 30, populations: 3}");
        var first = (await workplace.MopsAsync("adaptive", "calibrate-check", run, "--repeats", "3", "--workers", "1", "--json")).Expect(0).Json();
        (first.Text("truths"), first.Text("intervals"), first.Count("repeats")).ShouldBe(("prior", "posterior", 3));
        var check = (await workplace.MopsAsync("adaptive", "calibrate-check", run, "--repeats", "6", "--json")).Expect(0).Json();
        check.GetProperty("fits").EnumerateArray().Take(3).Select(fit => fit.GetRawText()).ShouldBe(first.GetProperty("fits").EnumerateArray().Select(fit => fit.GetRawText()));
        var words = (await workplace.MopsAsync("adaptive", "calibrate-check", run, "--repeats", "6")).Expect(0).Output;
        words.ShouldContain("The 95 % interval of x contained the truth in ");
        words.ShouldContain(" of 6 repeats");
        (await workplace.MopsAsync("adaptive", "report", run, "-o", "page.html")).Expect(0);
        (await File.ReadAllTextAsync(workplace.At("page.html"), TestContext.Current.CancellationToken)).ShouldContain(check.GetProperty("sentences")[0].GetString()!.Split(". ")[0]);
    }

    [Fact]
    public async Task Check_that_is_killed_goes_on_behind_its_last_repeat()
    {
        using var workplace = new Workplace();
        var run = await FitAsync(workplace, "builtin:abc_smc", "{particles: 30, populations: 3}");
        using (var running = workplace.StartMops("adaptive", "calibrate-check", run, "--repeats", "500"))
        {
            await Eventually.TrueAsync(() => running.HasEnded || Size(workplace) > 3000, "some repeats are recorded");
            running.KillAll();
            await running.EndAsync();
        }
        var check = (await workplace.MopsAsync("adaptive", "calibrate-check", run, "--repeats", "4", "--json")).Expect(0).Json();
        using var undisturbed = new Workplace();
        await FitAsync(undisturbed, "builtin:abc_smc", "{particles: 30, populations: 3}");
        (await undisturbed.MopsAsync("adaptive", "calibrate-check", run, "--repeats", "4", "--json")).Expect(0).Json().GetRawText().ShouldBe(check.GetRawText());
    }

    [Fact]
    public async Task Ranges_of_a_search_are_checked_at_its_answer()
    {
        using var workplace = new Workplace();
        var run = await FitAsync(workplace, "builtin:auto", "{}");
        var check = (await workplace.MopsAsync("adaptive", "calibrate-check", run, "--repeats", "2", "--json")).Expect(0).Json();
        (check.Text("truths"), check.GetProperty("model_has_chance").GetBoolean()).ShouldBe(("answer", true));
        check.GetProperty("parameters")[0].GetProperty("truth").GetDouble().ShouldBeInRange(0, 1);
    }

    [Theory]
    [InlineData("--repeats", "0", "expected 1 to 10000")]
    [InlineData("--truths", "posterior", "'posterior' not recognized")]
    [InlineData("--observed", "missing.csv", "missing.csv")]
    public async Task Bad_options_are_refused(string option, string value, string advice)
    {
        using var workplace = new Workplace();
        (await workplace.MopsAsync("adaptive", "calibrate-check", "run", option, value)).Expect(2).Errors.ShouldContain(advice);
        (await workplace.MopsAsync("adaptive", "calibrate-check", "run")).Expect(1);
    }

    private static long Size(Workplace workplace) => Directory.Exists(workplace.At(".modelops", "checks"))
        ? Directory.EnumerateFiles(workplace.At(".modelops", "checks"), "*.log", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length)
        : 0;

    private static async Task<string> FitAsync(Workplace workplace, string adapter, string options)
    {
        workplace.Write("model.py", Model);
        var study = workplace.WriteStudy(new Study("checked", "model:simulate")
        {
            Adapter = adapter,
            Parameters = "{x: {type: float, min: 0.0, max: 3.0}}",
            Targets = """[{table: t, column: a, observed: observed.csv, "on": [k], loss: rmse}]""",
            MaxTrials = adapter == "builtin:auto" ? 40 : 2000,
            Replicates = 1,
            BatchSize = 20,
            Options = options,
        });
        return (await workplace.RunStudyAsync(study)).Text("run");
    }
}
