using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.BadModels;

/// <summary>One simulation of a model that misbehaves: exit status 1, the reason, parameters and seed; never a hang, never a stack of mops.</summary>
public sealed class SingleSimulationTests
{
    private const string Params = """{"x":0.25}""";

    [Theory]
    [InlineData("raises", "ValueError: no model for x = 0.25: it isn't \"fitted\"")]
    [InlineData("raises_system_exit", "SystemExit: enough")]
    [InlineData("exits", "ended with exit status 3")]
    [InlineData("kills_itself", "OutOfMemory")]
    [InlineData("recurses", "RecursionError")]
    [InlineData("recurses_to_death", "WorkerLost")]
    [InlineData("gives_ragged_columns", "t.a: has 1 rows, but t.k has 2")]
    [InlineData("gives_a_list", "TypeError: Simulation must return dict, got list")]
    [InlineData("gives_an_int_table", "TypeError: t: expected polars.DataFrame or pyarrow.Table, got int")]
    [InlineData("gives_a_huge_integer", "t.a: an integer fits neither int64")]
    [InlineData("gives_nothing", "at least one table")]
    public async Task Failing_model_is_reported_with_parameters_and_seed(string model, string reason)
    {
        using var workplace = new Workplace();
        var failed = (await SimulateAsync(workplace, model, "--seed", "18446744073709551615")).Expect(1);
        failed.Output.ShouldBeEmpty();
        failed.Errors.ShouldContain(reason, Case.Sensitive);
        failed.Errors.ShouldContain($"With parameters {Params} and seed 18446744073709551615.");
        failed.Errors.ShouldNotContain("   at ModelOps.");
        (await workplace.MopsAsync("sim", "run", $"bad_models:{model}", "--params", Params, "--json")).Error(1).Text("error_code").ShouldBe("simulation_failed");
    }

    [Fact]
    public async Task Kinds_that_are_accepted_are_named()
    {
        using var workplace = new Workplace();
        var errors = (await SimulateAsync(workplace, "gives_an_int_table")).Expect(1).Errors;
        errors.ShouldContain("pandas.DataFrame");
        errors.ShouldContain("lists");
    }

    [Theory]
    [InlineData("hangs")]
    [InlineData("hangs_in_c")]
    public async Task Hanging_model_is_ended_by_the_time_limit(string model)
    {
        using var workplace = new Workplace();
        (await SimulateAsync(workplace, model, "--timeout", "0.3")).Expect(1).Errors.ShouldContain("Timeout: The simulation ran longer than its limit");
    }

    [Theory]
    [InlineData("prints_megabytes", "k,a\n0,1\n")]
    [InlineData("closes_everything", "k,a\n0,1\n")]
    [InlineData("reads_its_input", "k,a\n0,0\n")]
    public async Task What_a_model_does_to_its_standard_streams_harms_nothing(string model, string table)
    {
        using var workplace = new Workplace();
        (await SimulateAsync(workplace, model)).Expect(0).Output.ShouldBe(table);
    }

    [Fact]
    public async Task Child_that_a_model_forked_does_not_survive()
    {
        using var workplace = new Workplace();
        workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("child");
        (await SimulateAsync(workplace, "forks_a_survivor")).Expect(0).Output.ShouldBe("k,a\n0,1\n");
        var child = int.Parse(await File.ReadAllTextAsync(workplace.Outside("child")), System.Globalization.CultureInfo.InvariantCulture);
        await Eventually.TrueAsync(() => !ProcessTable.Running().Any(process => process.Id == child), "The forked child is gone");
    }

    private static Task<CommandResult> SimulateAsync(Workplace workplace, string model, params string[] options)
    {
        workplace.WithModels("bad_models.py");
        return workplace.MopsAsync(["sim", "run", $"bad_models:{model}", "--params", Params, .. options]);
    }
}
