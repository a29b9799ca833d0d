using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.EndToEnd.Tests.Replicas;

/// <summary>Losses of the user's own in a study that several workers share.</summary>
[Trait("Category", "Slow")]
public sealed class SharedTargetTests(PostgresFixture fixture)
{
    private const string Targets =
        """[{entrypoint: "own_targets:distance", weight: 2.0}, {table: t, column: a, observed: observed.csv, "on": [k]}, {entrypoint: "own_targets:Notes"}]""";

    [Fact]
    public async Task Python_targets_give_workers_of_which_one_is_killed_what_they_give_one_local_process()
    {
        var server = await fixture.ServerAsync();
        using var workplace = new Workplace();
        var spec = workplace.WithModels("good_models.py").WithModels("own_targets.py")
            .WriteStudy(new Study("own", "good_models:gated") { Targets = Targets, MaxTrials = 12, BatchSize = 4, IsShared = true });
        workplace.Environment["ADAPTIVE_STORAGE_DSN"] = server.Dsn(await server.CreateDatabaseAsync());
        workplace.Environment["ADAPTIVE_SPEC"] = spec;
        workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("simulations.log");
        workplace.Environment["MOPS_TEST_GATE"] = workplace.Outside("gate");
        using var first = Start(workplace);
        await workplace.AtGateAsync();
        using var second = Start(workplace);
        using var third = Start(workplace);
        first.KillAll();
        await first.KilledAsync();
        workplace.OpenGate();

        var answers = new[] { await second.EndAsync(), await third.EndAsync() };

        var local = (await workplace.MopsAsync("adaptive", "run", "-f", spec, "--local", "--json")).Expect(0);
        local.Json().GetProperty("best").GetProperty("losses").EnumerateObject().Count().ShouldBe(3);
        foreach (var answer in answers) answer.Expect(0).Output.ShouldBe(local.Output);
    }

    private static RunningCommand Start(Workplace workplace) => workplace.StartMops("adaptive", "worker", "--json", "--workers", "1", "--lease", "3");
}
