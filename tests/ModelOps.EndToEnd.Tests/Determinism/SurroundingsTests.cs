using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Determinism;

/// <summary>What must not change a study: workers, place, surroundings, the look of the spec.</summary>
public sealed class SurroundingsTests
{
    [Theory]
    [InlineData("adaptive.yaml")]
    [InlineData("python.yaml")]
    [InlineData("stochastic.yaml")]
    [Trait("Category", "Slow")]
    public async Task Number_of_workers_does_not_change_a_trial(string spec)
    {
        using var workplace = new Workplace();
        var file = StudyProjects.Example("influenza-1978", spec);
        var one = await workplace.RunStudyAsync(file, "--run", "one", "--workers", "1");
        var four = await workplace.RunStudyAsync(file, "--run", "four", "--workers", "4");
        four.Text("study_digest").ShouldBe(one.Text("study_digest"));
        (await workplace.TrialsTextAsync("four")).ShouldBe(await workplace.TrialsTextAsync("one"));
    }

    [Theory]
    [InlineData("adaptive.yaml")]
    [InlineData("python.yaml")]
    public async Task Study_is_the_same_from_another_checkout(string spec)
    {
        using var workplace = new Workplace();
        var here = await workplace.RunStudyAsync(StudyProjects.Example("influenza-1978", spec));
        using var elsewhere = new Workplace();
        var there = await elsewhere.RunStudyAsync(elsewhere.CopyExample("influenza-1978", "a copy with blanks", spec));
        there.Text("content_digest").ShouldBe(here.Text("content_digest"));
        there.Identity().ShouldBe(here.Identity());
    }

    [Fact]
    public async Task Time_zone_language_and_umask_do_not_count()
    {
        using var plain = new Workplace();
        using var foreign = new Workplace();
        foreign.Environment["TZ"] = "Asia/Kathmandu";
        foreign.Environment["LANG"] = foreign.Environment["LC_ALL"] = "de_DE.UTF-8";
        var spec = StudyProjects.Example("influenza-1978", "python.yaml");
        var expected = await plain.RunStudyAsync(spec);
        var run = await foreign.RunAsync("sh", "-c", "umask 077; exec \"$0\" \"$@\"", Workplace.Mops, "adaptive", "run", "-f", spec, "--json");
        run.Json().Identity().ShouldBe(expected.Identity());
    }

    [Fact]
    public async Task Comments_key_order_and_what_is_outside_of_the_spec_digest_do_not_count()
    {
        using var workplace = new Workplace();
        var spec = workplace.CopyExample("influenza-1978", "influenza", "python.yaml");
        var expected = await workplace.RunStudyAsync(spec);
        workplace.Write("influenza/python.yaml", """
            # Another order, another style, more comments.
            kind: Adaptive
            spec:
              workers: {timeout: 600, retries: 0}
              algorithm:
                seed: 1978
                replicates: 1
                batch_size: 6
                max_trials: 300
                adapter_path: 'builtin:cmaes'
              objective:
                targets:
                  - observed: data/in_bed.csv
                    "on": [day]
                    weight: 1.0 # the default
                    column: cases
                    table: in_bed
              parameters:
                gamma: {max: 1, min: 0.10, type: float, scale: linear}
                beta: {scale: log, max: 5e0, min: 0.5, type: float}
              model: {bundle: ".", entrypoint: models.sir:simulate}
            metadata: {name: influenza-1978-python}
            apiVersion: modelops/v1
            """);
        // It is the same run, and it has ended.
        workplace.Environment["MODELOPS_PYTHON"] = "/nonexistent/python3";
        (await workplace.RunStudyAsync(spec)).Identity().ShouldBe(expected.Identity());
    }

    [Theory]
    [InlineData("python.yaml")]
    [InlineData("adaptive.yaml")]
    [Trait("Category", "Slow")]
    public async Task Search_and_losses_do_not_depend_on_vector_instructions(string spec)
    {
        using var plain = new Workplace();
        using var masked = new Workplace();
        masked.Environment["DOTNET_EnableAVX2"] = masked.Environment["DOTNET_EnableFMA"] = "0";
        var file = StudyProjects.Example("influenza-1978", spec);
        (await masked.TrialsAsync(file)).Select(trial => trial.GetRawText()).ShouldBe((await plain.TrialsAsync(file)).Select(trial => trial.GetRawText()));
    }
}
