using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.BadInput;

/// <summary>Mistakes in a spec: each is found before anything is written, and the message names the place and what to do.</summary>
public sealed class SpecErrorTests
{
    private static readonly Study Good = new("study", "good_models:fine");

    [Theory]
    [InlineData("replicates: 2", "replicats: 2", ":10:", "spec.algorithm.replicats", "'replicates'")]
    [InlineData("metadata:", "metedata:", ":3:", "'metedata'", "'metadata'")]
    [InlineData("table: t", "tabel: t", ":7:", "spec.objective.targets[0].table is missing", "'tabel'")]
    [InlineData("batch_size: 2", "batch_size: two", ":10:", "spec.algorithm.batch_size", "got 'two'")]
    [InlineData("max_trials: 2", "max_trials: 2.5", ":10:", "spec.algorithm.max_trials", "got '2.5'")]
    [InlineData("{x: {type: float, min: 0.0", "{x: {type: float, min: [0]", ":6:", "spec.parameters.x.min", "expected a number")]
    [InlineData("min: 0.0, max: 1.0", "min: 1.0, max: 0.0", ":6:", "spec.parameters.x", "min")]
    [InlineData("{x: {type: float", "{x: {type: real", ":6:", "spec.parameters.x.type", "float, int, categorical, fixed")]
    [InlineData("{x: {", "{x: {type: fixed, value: 1}, x: {", ":6:", "x", "uplicate")]
    [InlineData("observed: observed.csv", "observed: observd.csv", ":7:", "spec.objective.targets[0].observed", "observd.csv")]
    [InlineData("column: a", "column: b", ":7:", "'b'", "observed.csv")]
    [InlineData("builtin:random", "builtin:randon", ":10:", "spec.algorithm.adapter_path", "builtin:random, builtin:")]
    [InlineData("max_trials: 2, ", "", ":10:", "spec.algorithm.max_trials", "max_simulations")]
    [InlineData("good_models:fine", "good_models.fine", ":5:", "spec.model.entrypoint", "package.module:function")]
    [InlineData("kind: Adaptive", "kind: Adaptif", ":2:", "kind", "Adaptive")]
    [InlineData("modelops/v1", "modelops/v2", ":1:", "apiVersion", "modelops/v1")]
    [InlineData("spec:", "spec: [", "study.yaml:", "YAML", "")]
    public async Task Mistake_is_refused_by_file_line_and_key(string right, string wrong, string line, string key, string advice)
    {
        using var workplace = new Workplace();
        var spec = workplace.WithModels("good_models.py").WriteStudy(Good);
        workplace.Write(spec, Replaced(Good.ToString(), right, wrong));
        var errors = await RefusedAsync(workplace, spec);
        errors.ShouldContain("study.yaml");
        errors.ShouldContain(line);
        errors.ShouldContain(key);
        errors.ShouldContain(advice);
    }

    [Theory]
    [InlineData("good_models:fin", "good_models:fine")]
    [InlineData("good_model:fine", "good_models")]
    [InlineData("nothing.like.it:fine", "nothing.like.it")]
    public async Task Entrypoint_that_is_not_there_is_refused_with_candidates(string entrypoint, string candidate)
    {
        using var workplace = new Workplace();
        var spec = workplace.WithModels("good_models.py").WriteStudy(Good with { Entrypoint = entrypoint });
        var errors = (await workplace.MopsAsync("adaptive", "run", "-f", spec)).Expect(2).Errors;
        errors.ShouldContain(entrypoint);
        errors.ShouldContain(candidate);
        (await workplace.MopsAsync("adaptive", "list", "--json")).Json().GetArrayLength().ShouldBe(0, "there is no run to go on with");
    }

    [Theory]
    [InlineData("k,a\n0,many\n", "'many'")]
    [InlineData("k,a\n0\n", "observed.csv:2")]
    [InlineData("k,a,a\n0,1,2\n", "occurs twice")]
    [InlineData("", "header")]
    public async Task Observed_data_that_are_no_table_are_refused(string text, string expected)
    {
        using var workplace = new Workplace();
        var spec = workplace.WithModels("good_models.py").WriteStudy(Good);
        workplace.Write("observed.csv", text);
        (await RefusedAsync(workplace, spec)).ShouldContain(expected);
    }

    [Fact]
    public async Task Bundle_folder_that_is_missing_is_refused()
    {
        using var workplace = new Workplace();
        var spec = workplace.WithModels("good_models.py").WriteStudy(Good);
        workplace.Write(spec, Replaced(Good.ToString(), "bundle: .", "bundle: ./modells"));
        (await RefusedAsync(workplace, spec)).ShouldContain("'./modells'");
    }

    [Fact]
    public async Task Spec_that_is_missing_is_refused_by_its_name()
    {
        using var workplace = new Workplace();
        (await RefusedAsync(workplace, "nothing.yaml")).ShouldContain("nothing.yaml");
    }

    [Fact]
    public async Task Table_that_the_model_does_not_give_ends_the_study_and_a_missing_key_fails_its_simulation()
    {
        using var workplace = new Workplace();
        workplace.WithModels("bad_models.py");
        var table = workplace.WriteStudy(Good with { Name = "table", Entrypoint = "bad_models:gives_another_table" });
        (await workplace.MopsAsync("adaptive", "run", "-f", table)).Expect(2).Errors.ShouldContain("Did you mean 'tt'?");
        var key = workplace.WriteStudy(Good with { Name = "key", Entrypoint = "bad_models:gives_no_such_key" });
        var failed = (await workplace.MopsAsync("adaptive", "run", "-f", key)).Expect(1).Output;
        failed.ShouldContain("all trials failed");
        failed.ShouldContain("missing_key: Table ");
    }

    private static async Task<string> RefusedAsync(Workplace workplace, string spec)
    {
        var before = workplace.Files();
        var refused = (await workplace.MopsAsync("adaptive", "run", "-f", spec)).Expect(2);
        refused.Output.ShouldBeEmpty();
        workplace.Files().ShouldBe(before, "nothing is written");
        return refused.Errors;
    }

    private static string Replaced(string text, string right, string wrong)
    {
        text.ShouldContain(right);
        return text.Replace(right, wrong, StringComparison.Ordinal);
    }
}
