using System.Globalization;
using ModelOps.Adaptive.Search;
using ModelOps.Contracts.Trials;

namespace ModelOps.Bench.Search;

/// <summary>The built-in searches beside Optuna's samplers, on the same ten problems in the same run.</summary>
internal static class Peers
{
    private const int Trials = 200;
    private const int ManyTrials = 1000;
    private const int Timed = 50;

    private static readonly (string Own, string Peer)[] Pairs = [("tpe", "TPESampler"), ("cmaes", "CmaEsSampler")];

    public static void Run(string interpreter, int seeds)
    {
        using var optuna = new OptunaPeer(interpreter);
        Console.WriteLine($"{Trials} evaluations, one at a time, {seeds} seeds; worth of the answer: median (lower quartile, upper quartile)");
        Console.WriteLine("| problem | tpe | Optuna TPE | cmaes | Optuna CMA-ES | auto | not worse: tpe, cmaes, auto than the better |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        int[] notWorse = [0, 0, 0];
        foreach (var problem in Problems.Ten)
        {
            var own = Pairs.Select(pair => Over(seeds, seed => problem.Score(Study.Answer(pair.Own, problem, Study.Settings.One((ulong)seed), Trials)))).ToList();
            var peers = Pairs.Select(pair => Over(seeds, seed => problem.Score(optuna.Run(problem, pair.Peer, seed, Trials, 1).Best))).ToList();
            var auto = Over(seeds, seed => problem.Score(Study.Answer("auto", problem, Study.Settings.One((ulong)seed), Trials)));
            var better = peers.MinBy(Spread.Median)!;
            bool[] verdicts = [Spread.IsNotWorse(own[0], peers[0]), Spread.IsNotWorse(own[1], peers[1]), Spread.IsNotWorse(auto, better)];
            for (var i = 0; i < verdicts.Length; i++) notWorse[i] += verdicts[i] ? 1 : 0;
            var cells = own.Zip(peers, (mine, theirs) => $"{Spread.Of(mine)} | {Spread.Of(theirs)}");
            Console.WriteLine($"| {problem.Name} | {string.Join(" | ", cells)} | {Spread.Of(auto)} | {string.Join(", ", verdicts.Select(verdict => verdict ? "yes" : "no"))} |");
        }
        Console.WriteLine($"not worse on: tpe {notWorse[0]}, cmaes {notWorse[1]}, auto {notWorse[2]} of {Problems.Ten.Count}");
        Time(optuna);
    }

    private static void Time(OptunaPeer optuna)
    {
        var problem = Problems.Continuous[0];
        Console.WriteLine($"ask + tell a trial, mean of the trials from {ManyTrials - Timed} to {ManyTrials} of the sphere:");
        foreach (var name in (string[])["tpe", "cmaes", "auto"]) Console.WriteLine($"builtin:{name} {Milliseconds(OwnSeconds(name, problem))}");
        Console.WriteLine($"Optuna TPE {Milliseconds(optuna.Run(problem, "TPESampler", 0, ManyTrials, Timed).Seconds)}");
    }

    private static double OwnSeconds(string name, Problem problem)
    {
        var search = BuiltinSearches.Create(name, problem.Space, new(0, 1, ManyTrials, Study.Settings.One(0).Options));
        var seconds = 0.0;
        for (var i = 0; i < ManyTrials; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            var set = search.Ask(i, 1)[0];
            var asked = TimeProvider.System.GetElapsedTime(start);
            var loss = problem.Score(set);
            start = TimeProvider.System.GetTimestamp();
            search.Tell([new(set, TrialStatus.Completed, loss)]);
            if (i >= ManyTrials - Timed) seconds += (asked + TimeProvider.System.GetElapsedTime(start)).TotalSeconds / Timed;
        }
        return seconds;
    }

    private static List<double> Over(int seeds, Func<int, double> worth) => [.. Enumerable.Range(0, seeds).Select(worth)];

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{1000 * seconds:G3} ms");
}
