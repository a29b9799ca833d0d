using System.Globalization;
using ModelOps.Adaptive.Search;
using ModelOps.Contracts.Trials;

namespace ModelOps.Bench.Search;

/// <summary>What ask and tell cost when a study is long.</summary>
internal static class AskTellTimes
{
    private const int Trials = 1000;
    private const int Timed = 50;

    /// <summary>Prints the mean of the last trials of a thousand and, of the own searches, of all: without chance and with it.</summary>
    public static void Show(OptunaPeer optuna)
    {
        var sphere = Problems.Continuous[0];
        Console.WriteLine($"ask + tell a trial, mean of the trials from {Trials - Timed} to {Trials}; of all {Trials}");
        foreach (var name in (string[])["tpe", "cmaes", "auto"]) Console.WriteLine($"builtin:{name}, sphere: {Own(name, sphere)}");
        Console.WriteLine($"builtin:auto, noisy quadratic: {Own("auto", Problems.Ten.Single(problem => problem.Name == "noisy quadratic"))}");
        Console.WriteLine($"Optuna TPE, sphere: {Milliseconds(optuna.Run(sphere, "TPESampler", 0, Trials, Timed).Seconds)}");
    }

    private static string Own(string name, Problem problem)
    {
        // Compiled before it is timed.
        Seconds(name, problem, 300);
        var seconds = Seconds(name, problem, Trials);
        return $"{Milliseconds(seconds.TakeLast(Timed).Average())}; {Milliseconds(seconds.Average())}";
    }

    private static List<double> Seconds(string name, Problem problem, int trials)
    {
        var search = BuiltinSearches.Create(name, problem.Space, new(0, 1, trials, Study.Settings.One(0).Options));
        var seconds = new List<double>(trials);
        for (var i = 0; i < trials; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            var set = search.Ask(i, 1)[0];
            var asked = TimeProvider.System.GetElapsedTime(start);
            var loss = problem.Observe(set, Study.SeedOf(0, i));
            start = TimeProvider.System.GetTimestamp();
            search.Tell([new(set, TrialStatus.Completed, loss)]);
            seconds.Add((asked + TimeProvider.System.GetElapsedTime(start)).TotalSeconds);
        }
        return seconds;
    }

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{1000 * seconds:G3} ms");
}
