using System.Globalization;
using ModelOps.Adaptive.Search;
using ModelOps.Contracts.Trials;

namespace ModelOps.Bench.Search;

/// <summary>The built-in TPE beside Optuna's, its default and its multivariate one, on the same problems in the same run.</summary>
internal static class TpeAgainstOptuna
{
    private const int Seeds = 25;
    private const int Trials = 200;
    private const int ManyTrials = 1000;
    private const int Timed = 50;

    public static void Run(string interpreter)
    {
        using var optuna = new OptunaPeer(interpreter);
        Console.WriteLine($"{Trials} evaluations, batch 1, {Seeds} seeds; best value: median (lower quartile, upper quartile)");
        Console.WriteLine("| problem | builtin:tpe | Optuna TPE | Optuna TPE, multivariate |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var problem in (IEnumerable<Problem>)[.. Problem.Continuous, Problem.Mixed])
        {
            var own = OverSeeds(seed => Study.Best("tpe", problem, new((ulong)seed, 1, new Dictionary<string, System.Text.Json.JsonElement>()), [Trials])[0]);
            var standard = OverSeeds(seed => optuna.Run(problem, seed, multivariate: false, Trials, 1).Best);
            var multivariate = OverSeeds(seed => optuna.Run(problem, seed, multivariate: true, Trials, 1).Best);
            Console.WriteLine($"| {problem.Name} | {own} | {standard} | {multivariate} |");
        }
        Console.WriteLine($"ask + tell a trial, mean of the trials from {ManyTrials - Timed} to {ManyTrials} of the sphere:");
        Console.WriteLine($"builtin:tpe {Milliseconds(OwnSeconds(Problem.Continuous[0]))}");
        Console.WriteLine($"Optuna TPE {Milliseconds(optuna.Run(Problem.Continuous[0], 0, multivariate: false, ManyTrials, Timed).Seconds)}");
        Console.WriteLine($"Optuna TPE, multivariate {Milliseconds(optuna.Run(Problem.Continuous[0], 0, multivariate: true, ManyTrials, Timed).Seconds)}");
    }

    private static double OwnSeconds(Problem problem)
    {
        var search = BuiltinSearches.Create("tpe", problem.Space, new(0, 1, ManyTrials, new Dictionary<string, System.Text.Json.JsonElement>()));
        var seconds = 0.0;
        for (var i = 0; i < ManyTrials; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            var set = search.Ask(i, 1)[0];
            var asked = TimeProvider.System.GetElapsedTime(start);
            var loss = problem.Loss(set);
            start = TimeProvider.System.GetTimestamp();
            search.Tell([new(set, TrialStatus.Completed, loss)]);
            if (i >= ManyTrials - Timed) seconds += (asked + TimeProvider.System.GetElapsedTime(start)).TotalSeconds / Timed;
        }
        return seconds;
    }

    private static string OverSeeds(Func<int, double> best) => Spread.Of(Enumerable.Range(0, Seeds).Select(best));

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{1000 * seconds:G3} ms");
}
