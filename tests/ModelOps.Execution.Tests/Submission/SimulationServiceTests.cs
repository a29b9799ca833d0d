using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Submission;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Tables.Ipc;

namespace ModelOps.Execution.Tests.Submission;

public sealed class SimulationServiceTests
{
    private const string Model = """
        def simulate(params, seed):
            return {"t": {"x": [params["x"]], "seed": [seed]}}

        def listed(params, seed):
            return [1]
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_lines_run_a_model()
    {
        using var bundle = new PythonFolder(Model);
        var parameters = ParameterSet.Parse("""{"x": 1.5}""", "the parameters");

        await using var service = new SimulationService((entrypoint, _) => new LocalPool(bundle.Bind(entrypoint.Text)));
        for (ulong seed = 0; seed < 100; seed++) service.Submit("model:simulate", parameters, seed);
        var tables = new List<ReadOnlyMemory<byte>>();
        await foreach (var outcome in service.GatherAsync(Token)) tables.Add(outcome.Tables["t"]);

        tables.Select(table => ArrowReader.Read(table)["seed"].GetUInt64(0)).Order().ShouldBe(Enumerable.Range(0, 100).Select(i => (ulong)i));
    }

    [Fact]
    public async Task Outcomes_carry_the_numbers_of_their_submissions_also_of_several_functions()
    {
        using var bundle = new PythonFolder(Model);
        await using var service = Service(bundle);
        var good = service.Submit("model:simulate", Parameters(1), 5);
        var bad = service.Submit("model:listed", Parameters(1), 5);
        var outcomes = await service.GatherAsync(Token).ToDictionaryAsync(outcome => outcome.TaskId, cancellationToken: Token);
        outcomes[good].Status.ShouldBe(SimulationStatus.Completed);
        outcomes[bad].Error.ShouldNotBeNull().Message.ShouldBe("Simulation must return dict, got list");
    }

    [Fact]
    public async Task What_is_submitted_while_gathering_is_gathered_too()
    {
        using var bundle = new PythonFolder(Model);
        await using var service = Service(bundle);
        service.Submit("model:simulate", Parameters(0), 0);
        var gathered = 0;
        await foreach (var outcome in service.GatherAsync(Token))
        {
            if (++gathered < 20) service.Submit("model:simulate", Parameters(gathered), 1);
        }
        gathered.ShouldBe(20);
        (await service.GatherAsync(Token).CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Wrong_names_are_told_and_an_engine_that_cannot_start_ends_the_gathering()
    {
        using var bundle = new PythonFolder(Model);
        await using var service = Service(bundle);
        Should.Throw<InvalidInputException>(() => service.Submit("model", Parameters(1), 1)).Code.ShouldBe("invalid_entrypoint");
        service.Submit("model:nothing", Parameters(1), 1);
        (await Should.ThrowAsync<InvalidInputException>(async () => await service.GatherAsync(Token).CountAsync(Token))).Message.ShouldContain("nothing");
    }

    [Fact]
    public async Task Disposing_ends_what_runs()
    {
        using var bundle = new PythonFolder("import time\n\ndef simulate(params, seed):\n    time.sleep(3600)\n");
        var service = Service(bundle);
        service.Submit("model:simulate", Parameters(1), 1);
        await service.DisposeAsync();
        Should.Throw<ObjectDisposedException>(() => service.Submit("model:simulate", Parameters(1), 1));
    }

    private static SimulationService Service(PythonFolder bundle) => new((entrypoint, _) => new LocalPool(bundle.Bind(entrypoint.Text), new() { Workers = 1 }));

    private static ParameterSet Parameters(int x) => ParameterSet.Parse($$"""{"x":{{x}}}""", "test");
}
