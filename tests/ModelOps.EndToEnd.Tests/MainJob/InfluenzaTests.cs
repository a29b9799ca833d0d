using System.Text.Json;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.MainJob;

/// <summary>The main job, as the README shows it: calibrate the influenza model of the boarding school on its real data.</summary>
public sealed class InfluenzaTests
{
    private const double Tolerance = 0.005;

    [Theory]
    [InlineData("adaptive.yaml")]
    [InlineData("python.yaml")]
    public async Task Deterministic_fit_lands_at_the_optimum_of_an_independent_optimiser(string spec)
    {
        using var workplace = new Workplace();
        var run = (await workplace.MopsAsync("adaptive", "run", "-f", StudyProjects.Example("influenza-1978", spec), "--json")).Json();
        run.GetProperty("trials").GetInt32().ShouldBe(300);
        run.GetProperty("failed").GetInt32().ShouldBe(0);
        run.GetProperty("reproducible").GetBoolean().ShouldBeTrue();
        var optimum = await workplace.PythonWithAsync(
            "scipy", RepositoryTree.At("tests", "ModelOps.Examples.Tests", "Scripts", "least_squares.py"), StudyProjects.Example("influenza-1978", "data", "in_bed.csv"));
        foreach (var name in (string[])["beta", "gamma"])
        {
            var expected = optimum.GetProperty(name).GetDouble();
            Best(run, name).ShouldBe(expected, Tolerance * expected, name);
        }
        var loss = run.GetProperty("best").GetProperty("loss").GetDouble();
        loss.ShouldBe(optimum.GetProperty("mse").GetDouble(), Tolerance * loss);
    }

    [Fact]
    public async Task Fits_in_DotNet_and_Python_are_the_same_trial_by_trial()
    {
        using var workplace = new Workplace();
        var trials = new List<IReadOnlyList<JsonElement>>();
        foreach (var spec in (string[])["adaptive.yaml", "python.yaml"])
            trials.Add(await workplace.TrialsAsync(StudyProjects.Example("influenza-1978", spec)));
        trials[0].Count.ShouldBe(300);
        foreach (var (dotNet, python) in trials[0].Zip(trials[1]))
        {
            // The two models do the same arithmetic in the same order, so that even the search takes the same way.
            python.GetProperty("params").GetRawText().ShouldBe(dotNet.GetProperty("params").GetRawText());
            var loss = dotNet.GetProperty("loss").GetDouble();
            python.GetProperty("loss").GetDouble().ShouldBe(loss, 1e-9 * loss);
        }
    }

    [Fact]
    public async Task Stochastic_fit_runs_every_replicate_and_finds_a_likely_epidemic()
    {
        using var workplace = new Workplace();
        var run = (await workplace.MopsAsync("adaptive", "run", "-f", StudyProjects.Example("influenza-1978", "stochastic.yaml"), "--json")).Json();
        run.GetProperty("simulations").GetInt32().ShouldBe(240 * 20);
        run.GetProperty("failed").GetInt32().ShouldBe(0);
        // The published estimates lie about a reproduction number of 3.5 to 4 and two days in bed.
        (Best(run, "beta") / Best(run, "gamma")).ShouldBeInRange(3, 5);
        Best(run, "gamma").ShouldBeInRange(0.35, 0.6);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Seir_fit_finds_the_truth_that_its_data_were_made_with()
    {
        using var workplace = new Workplace();
        var run = (await workplace.MopsAsync("adaptive", "run", "-f", StudyProjects.Example("seir", "adaptive.yaml"), "--json")).Json();
        Best(run, "beta").ShouldBe(0.5, 0.05);
        Best(run, "introduced").ShouldBeInRange(20, 80);
        run.GetProperty("best").GetProperty("params").GetProperty("sigma").GetRawText().ShouldBe("0.25");
    }

    private static double Best(JsonElement run, string parameter) =>
        run.GetProperty("best").GetProperty("params").GetProperty(parameter).GetDouble();
}
