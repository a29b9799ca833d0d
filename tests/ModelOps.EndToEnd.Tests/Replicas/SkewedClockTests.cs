using ModelOps.Testing.Commands;
using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.EndToEnd.Tests.Replicas;

/// <summary>The time of leases is the database's: a worker whose machine has another time of day changes nothing.</summary>
[Trait("Category", "Slow")]
public sealed class SkewedClockTests(PostgresFixture fixture)
{
    [Fact]
    public async Task Workers_hours_ahead_and_behind_take_nothing_from_each_other()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        study.Workplace.Environment["MOPS_TEST_LOG"] = study.Workplace.Outside("simulations.log");
        // A lease longer than the study, and shorter than the hours.
        await study.CheckAsync(StartAt(study, "+7h", "600"), StartAt(study, "-30d", "600"), study.Start("--lease", "600"));
        var simulated = await File.ReadAllLinesAsync(study.Workplace.Outside("simulations.log"), TestContext.Current.CancellationToken);
        simulated.Length.ShouldBe(200);
        simulated.ShouldBeUnique();
    }

    [Fact]
    public async Task Trials_of_a_killed_worker_whose_clock_is_ahead_are_taken_over_once_its_lease_ends()
    {
        using var study = await SharedStudy.OnAsync(await fixture.ServerAsync());
        var ahead = StartAt(study, "+7h", "3");
        await study.UntilAsync("select count(*)::int from mops.open_trial where runner is not null and recorded between 1 and 5");
        ahead.KillAll();
        await ahead.EndAsync();
        await study.CheckAsync(StartAt(study, "-7h", "3"));
    }

    private static RunningCommand StartAt(SharedStudy study, string offset, string lease)
    {
        var library = Directory.EnumerateDirectories("/usr/lib").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);
        Prerequisite.Require(library is not null, "libfaketime", "sudo apt-get install -y libfaketime");
        var clock = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME"] = offset,
            // The time of day alone, as on a machine whose clock was never set.
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
            ["NO_FAKE_STAT"] = "1",
        };
        return study.StartWith(clock, "--lease", lease);
    }
}
