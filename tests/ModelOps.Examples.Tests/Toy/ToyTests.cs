using System.Globalization;
using System.Text.Json;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;
using ModelOps.Examples.Tests.Programs;

namespace ModelOps.Examples.Tests.Toy;

public sealed class ToyTests
{
    private const string Entrypoint = "examples.sim.toy:simulate";

    [Fact]
    public async Task Seeds_of_all_64_bits_are_accepted_and_differ()
    {
        ulong[] seeds = [0, 1, 1UL << 32, 1UL << 63, ulong.MaxValue];
        var tables = await Python.CallAsync("", Entrypoint, """{"x": 1.5}""", seeds);
        tables.Select(table => table.GetRawText()).Distinct().Count().ShouldBe(seeds.Length);
    }

    [Fact]
    public async Task Absent_parameters_have_defaults()
    {
        var tables = await Python.CallAsync("", Entrypoint, "{}", 5, 5);
        tables[0].Column("output", "iteration").ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        tables[0].Column("output", "value").ShouldBe(tables[1].Column("output", "value"));
    }

    [Fact]
    public async Task Values_scale_with_x()
    {
        var one = (await Python.CallAsync("", Entrypoint, """{"x": 1.0, "n": 4}""", 5)).Single().Column("output", "value");
        var two = (await Python.CallAsync("", Entrypoint, """{"x": 2.0, "n": 4}""", 5)).Single().Column("output", "value");
        two.ShouldBe(one.Select(value => 2 * value));
    }

    [Fact]
    public async Task Task_file_names_a_simulation_that_runs()
    {
        using var task = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.At("examples", "simulation_task.json")));
        var entrypoint = Contracts.References.Entrypoint.Parse(task.RootElement.GetProperty("entrypoint").GetString()!);
        entrypoint.Kind.ShouldBe(EntrypointKind.Python);
        var parameters = ParameterSet.From(task.RootElement.GetProperty("params"), "params");
        var seed = ulong.Parse(task.RootElement.GetProperty("seed").GetString()!, CultureInfo.InvariantCulture);
        var tables = await Python.CallAsync("", entrypoint.Text, parameters.Canonical, seed);
        tables.Single().Column("output", "value").Length.ShouldBe(10);
    }
}
