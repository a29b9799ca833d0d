using ModelOps.Adaptive.Randomness;
using ModelOps.Contracts.Simulation;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Adaptive.Tests.Coverage;

/// <summary>Chain-binomial epidemics of 200 people over 20 days: table <c>epi</c> with the columns <c>day</c> and <c>infected</c>.</summary>
internal static class EpidemicModel
{
    private const int People = 200;
    private const int Days = 20;

    public static SimulationOutcome Stochastic(SimulationTask task) => Completed(task, Infected(task, Binomial));

    /// <summary>The same by expectations: the seed changes nothing.</summary>
    public static SimulationOutcome Deterministic(SimulationTask task) => Completed(task, Infected(task, (_, count, chance) => count * chance));

    public static SimulationOutcome Completed(SimulationTask task, double[] infected)
    {
        var table = new ArrowTable([ColumnFactory.Numbers<long>("day", [.. Enumerable.Range(1, infected.Length).Select(day => (long)day)]), ColumnFactory.Numbers<double>("infected", infected)]);
        return new(task.Id, SimulationStatus.Completed, new Dictionary<string, ReadOnlyMemory<byte>> { ["epi"] = ArrowWriter.Write(table) }, null, 1, TimeSpan.Zero);
    }

    public static double[] Infected(SimulationTask task, Func<CounterRandom, double, double, double> draw)
    {
        var random = new CounterRandom(task.Seed, 1, 1);
        var (beta, gamma) = (task.Parameters.Values["beta"].ToDouble("beta"), task.Parameters.Values["gamma"].ToDouble("gamma"));
        var (susceptible, infected) = (People - 10.0, 10.0);
        var days = new double[Days];
        for (var day = 0; day < Days; day++)
        {
            var fallen = draw(random, susceptible, 1 - Math.Exp(-beta * infected / People));
            var recovered = draw(random, infected, 1 - Math.Exp(-gamma));
            susceptible -= fallen;
            infected += fallen - recovered;
            days[day] = infected;
        }
        return days;
    }

    private static double Binomial(CounterRandom random, double count, double chance)
    {
        var drawn = 0;
        for (var i = 0; i < count; i++)
        {
            if (random.NextUniform() < chance) drawn++;
        }
        return drawn;
    }
}
