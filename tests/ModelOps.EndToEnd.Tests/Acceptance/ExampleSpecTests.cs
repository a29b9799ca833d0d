using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Acceptance;

/// <summary>The example of a study on a cluster, and what becomes of it on one machine.</summary>
public sealed class ExampleSpecTests
{
    private const string Guard =
        "Error: central_store is required when workers.replicas > 1. Add a central_store section to your spec or reduce replicas to 1.\n";

    private static readonly string Spec = StudyProjects.Example("adaptive.yaml");

    [Fact]
    public async Task Replicas_without_a_central_store_are_refused_before_anything_else()
    {
        using var workplace = new Workplace();
        // There is no adapter, no model, and further down a mistake: the guard comes first.
        workplace.Write("guarded.yaml", WithoutCentralStore(await File.ReadAllTextAsync(Spec)) + "  parametres: 1\n");
        var before = workplace.Files();
        foreach (var options in (string[][])[[], ["--local"], ["--resume"]])
        {
            var refused = (await workplace.MopsAsync(["adaptive", "run", "-f", "guarded.yaml", .. options])).Expect(1);
            refused.Errors.ShouldBe(Guard);
            refused.Output.ShouldBeEmpty();
        }
        workplace.Files().ShouldBe(before);
    }

    [Fact]
    public async Task Central_store_needs_its_address()
    {
        using var workplace = new Workplace();
        var before = workplace.Files();
        var refused = (await workplace.MopsAsync("adaptive", "run", "-f", Spec)).Expect(2);
        refused.Errors.ShouldContain("ADAPTIVE_STORAGE_DSN");
        refused.Errors.ShouldContain("PGHOST");
        refused.Errors.ShouldContain("--local");
        workplace.Files().ShouldBe(before);
    }

    [Fact]
    public async Task Local_run_of_the_example_proposes_what_its_adapter_does()
    {
        using var workplace = new Workplace();
        var finished = await workplace.MopsAsync("adaptive", "run", "-f", Spec, "--local", "--json");
        var run = finished.Json();
        (run.Text("status"), run.Count("trials"), run.Count("simulations")).ShouldBe(("finished", 20, 200));
        run.GetProperty("placeholder_loss").GetBoolean().ShouldBeTrue();
        finished.Errors.ShouldContain("no objective");
        var trials = await workplace.TrialsOfAsync(run.Text("run"));
        trials.Select(trial => trial.GetProperty("params").GetRawText()).ShouldBe(
            Enumerable.Range(0, 20).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"x":{{i}}.0,"y":{{i % 4}}.0}""")));
        trials.Average(trial => trial.GetProperty("loss").GetDouble()).ShouldBe(5.5);
    }

    [Fact]
    public async Task Model_of_a_spec_without_one_comes_from_the_environment()
    {
        using var workplace = new Workplace();
        workplace.Environment["SIMULATION_FN_REF"] = "examples.sim.nothing:simulate";
        (await workplace.MopsAsync("adaptive", "run", "-f", Spec, "--local")).Expect(2).Errors.ShouldContain("examples.sim.nothing:simulate");
    }

    [Fact]
    public async Task Acceptance_smoke_test_passes()
    {
        using var workplace = new Workplace();
        workplace.Environment["MOPS"] = Workplace.Mops;
        var smoke = await workplace.RunAsync("python3", StudyProjects.Example("acceptance_smoke.py"));
        smoke.Expect(0).Output.ShouldEndWith("✓ Smoke test passed: 20 trials completed\n✓ All tests passed!\n");
    }

    private static string WithoutCentralStore(string spec)
    {
        var from = spec.IndexOf("  central_store:", StringComparison.Ordinal);
        return spec.Remove(from, spec.IndexOf("  workers:", StringComparison.Ordinal) - from);
    }
}
