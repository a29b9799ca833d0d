using System.Globalization;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Bench.Search;

/// <summary>A stochastic SIR with known truth and 1,000 simulator calls all told, beside an oracle that spends them at the truth.</summary>
internal static class StochasticSir
{
    private const int Calls = 1000;

    public static void Run(int seeds, int batch, IReadOnlyList<int> replicates)
    {
        var oracle = new ParameterSet([new("beta", ParameterValue.From(0.4)), new("gamma", ParameterValue.From(0.125))]);
        var floor = Enumerable.Range(0, seeds).Select(seed => Epidemics.Sir(Calls).Observe(oracle, Study.SeedOf((ulong)seed, 0))).ToList();
        Console.WriteLine($"builtin:auto, {Calls} calls, batch {batch}, {seeds} seeds: median (lower quartile, upper quartile), 90th percentile");
        Console.WriteLine($"loss of {Calls} calls at the truth: {Show(floor)}; of 100 other calls at the truth: {Text(Epidemics.Sir(1).Score(oracle))}");
        Console.WriteLine("| trials x replicates | error of log beta | error of log gamma | loss of 100 other calls | CPU a study |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var count in replicates)
        {
            var problem = Epidemics.Sir(count);
            var before = Environment.CpuUsage.TotalTime;
            var answers = Enumerable.Range(0, seeds)
                .Select(seed => Study.Answer("auto", problem, Study.Settings.One((ulong)seed) with { Batch = batch }, Calls / count)).ToList();
            var cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds / seeds;
            var errors = answers.ConvertAll(Epidemics.SirErrors);
            Console.WriteLine($"| {Calls / count} x {count} | {Show([.. errors.Select(error => error.Beta)])} | {Show([.. errors.Select(error => error.Gamma)])} | {Show(answers.ConvertAll(answer => problem.Score(answer)))} | {Text(cpu)} s |");
        }
    }

    private static string Show(List<double> values)
    {
        var sorted = values.Order().ToList();
        return $"{Spread.Of(values)}, {Text(sorted[(int)(0.9 * (sorted.Count - 1))])}";
    }

    private static string Text(double value) => value.ToString("G2", CultureInfo.InvariantCulture);
}
