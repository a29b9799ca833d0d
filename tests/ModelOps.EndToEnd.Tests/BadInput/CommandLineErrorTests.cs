using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.BadInput;

/// <summary>Mistakes on the command line.</summary>
public sealed class CommandLineErrorTests
{
    [Theory]
    [InlineData("{\"x\":1.0,\"x\":2.0}", "'x'")]
    [InlineData("{\"x\":1.0", "not valid JSON")]
    [InlineData("{\"x\":[1]}", "'x' is a list")]
    [InlineData("{\"x\":null}", "'x' is null")]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData("{\"x\":NaN}", "not valid JSON")]
    [InlineData("{\"x\":1e999}", "Non-finite float not allowed: inf")]
    [InlineData("", "not valid JSON")]
    public async Task Parameters_that_are_none_are_refused(string json, string expected)
    {
        using var workplace = new Workplace();
        workplace.WithModels("good_models.py");
        var before = workplace.Files();
        foreach (var command in (string[][])[["sim", "id"], ["sim", "run", "good_models:fine"]])
        {
            (await workplace.MopsAsync([.. command, "--params", json, "--json"])).Error(2).Text("message").ShouldContain(expected);
        }
        workplace.Files().ShouldBe(before);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("trials")]
    [InlineData("best")]
    [InlineData("export")]
    [InlineData("cancel")]
    public async Task Run_that_is_not_there_is_not_found(string command)
    {
        using var workplace = new Workplace();
        var name = (await workplace.RunStudyAsync(workplace.WithModels("good_models.py").WriteStudy(new Study("fine", "good_models:fine")))).Text("run");
        var error = (await workplace.MopsAsync("adaptive", command, name[..^1], "--json")).Error(1);
        error.Text("error_code").ShouldBe("run_not_found");
        error.Text("message").ShouldContain($"Did you mean '{name}'?");
        (await workplace.MopsAsync("adaptive", command, "../up", "--json")).Error(2).Text("error_code").ShouldBe("invalid_run");
    }

    [Theory]
    [InlineData("--workers", "0", "--workers is 0")]
    [InlineData("--workers", "many", "got 'many'")]
    [InlineData("--worker", "1", "'--workers'")]
    [InlineData("--run", "a/b", "'a/b'")]
    public async Task Option_that_makes_no_sense_is_refused(string option, string value, string expected)
    {
        using var workplace = new Workplace();
        var spec = workplace.WithModels("good_models.py").WriteStudy(new Study("fine", "good_models:fine"));
        var before = workplace.Files();
        (await workplace.MopsAsync("adaptive", "run", "-f", spec, option, value)).Expect(2).Errors.ShouldContain(expected);
        workplace.Files().ShouldBe(before);
    }

    [Theory]
    [InlineData("--seed", "-1", "'-1'")]
    [InlineData("--seed", "18446744073709551616", "2^64-1")]
    [InlineData("--replicate", "-3", "-3")]
    [InlineData("--timeout", "0", "--timeout is 0")]
    [InlineData("--bundle", "nowhere", "'nowhere'")]
    public async Task Simulation_with_a_bad_option_is_refused(string option, string value, string expected)
    {
        using var workplace = new Workplace();
        workplace.WithModels("good_models.py");
        var before = workplace.Files();
        (await workplace.MopsAsync("sim", "run", "good_models:fine", "--params", """{"x":1.0}""", option, value)).Expect(2).Errors.ShouldContain(expected);
        workplace.Files().ShouldBe(before);
    }
}
