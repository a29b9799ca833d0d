using ModelOps.Examples.Tests.Programs;
using ModelOps.Testing.Folders;

namespace ModelOps.Examples.Tests.Seir;

public sealed class SeirTests
{
    private const string Folder = "seir";
    private const string Truth = """{"beta": 0.5, "sigma": 0.25, "gamma": 0.2, "introduced": 40}""";

    private static readonly ulong[] Seeds = [.. Enumerable.Range(0, 200).Select(i => (ulong)i * 0x9E3779B97F4A7C15)];

    [Fact]
    public async Task Same_seed_gives_the_same_table_in_another_process()
    {
        var first = await Python.CallAsync(Folder, "models.seir:simulate", Truth, Seeds[..5]);
        var second = await Python.CallAsync(Folder, "models.seir:simulate", Truth, Seeds[..5]);
        second.Select(tables => tables.GetRawText()).ShouldBe(first.Select(tables => tables.GetRawText()));
    }

    [Fact]
    public async Task Different_seeds_give_different_tables_in_all_64_bits()
    {
        ulong[] seeds = [0, 1, 1UL << 32, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 1];
        var tables = await Python.CallAsync(Folder, "models.seir:simulate", Truth, seeds);
        tables.Select(table => table.GetRawText()).Distinct().Count().ShouldBe(seeds.Length);
    }

    [Fact]
    public async Task Population_is_conserved_and_cases_are_those_who_left_the_exposed()
    {
        foreach (var trajectory in await Python.CallAsync(Folder, "models.seir:trajectory", Truth, Seeds[..20]))
        {
            var cases = 0L;
            foreach (var week in trajectory.Rows())
            {
                cases += week[1];
                week[2..].Sum().ShouldBe(4000);
                week[2..].Min().ShouldBeGreaterThanOrEqualTo(0);
                cases.ShouldBe(week[4] + week[5]);
            }
        }
    }

    [Fact]
    public async Task Epidemic_that_dies_out_has_weeks_without_cases()
    {
        const string Dying = """{"beta": 0.01, "sigma": 0.25, "gamma": 2.0, "introduced": 1}""";
        var tables = (await Python.CallAsync(Folder, "models.seir:simulate", Dying, 1)).Single();
        tables.Column("incidence", "week").ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        tables.Column("incidence", "cases")[^1].ShouldBe(0);
    }

    [Fact]
    public async Task Mean_of_many_epidemics_is_near_the_deterministic_curve()
    {
        var mean = (await Python.CallAsync(Folder, "models.seir:simulate", Truth, Seeds)).MeanColumn("incidence", "cases");
        var curve = DeterministicCases();
        for (var week = 0; week < curve.Length; week++) mean[week].ShouldBe(curve[week], curve[week] * 0.1);
    }

    [Fact]
    public async Task Committed_data_are_what_the_script_writes_at_the_truth()
    {
        using var folder = new TemporaryFolder();
        await Python.RunAsync(Repository.At("examples", Folder, "make_data.py"), folder["cases.csv"]);
        var committed = await File.ReadAllTextAsync(Repository.At("examples", Folder, "data", "weekly_cases.csv"));
        (await File.ReadAllTextAsync(folder["cases.csv"])).ShouldBe(committed);
        var cases = (await Python.CallAsync(Folder, "models.seir:simulate", Truth, 2024)).Single().Column("incidence", "cases");
        committed.ReplaceLineEndings("\n").Split('\n')[1..^1].ShouldBe(cases.Select((count, week) => $"{week + 1},{count}"));
    }

    // The equations that the event-by-event model follows as the population grows, by small Euler steps.
    private static double[] DeterministicCases()
    {
        const int Weeks = 9, StepsADay = 200;
        const double Step = 1.0 / StepsADay;
        var (susceptible, exposed, infectious) = (3960.0, 40.0, 0.0);
        var cases = new double[Weeks];
        for (var step = 0; step < Weeks * 7 * StepsADay; step++)
        {
            var (infection, onset, recovery) = (0.5 * susceptible * infectious / 4000 * Step, 0.25 * exposed * Step, 0.2 * infectious * Step);
            (susceptible, exposed, infectious) = (susceptible - infection, exposed + infection - onset, infectious + onset - recovery);
            cases[step / (7 * StepsADay)] += onset;
        }
        return cases;
    }
}
