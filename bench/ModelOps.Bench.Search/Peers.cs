namespace ModelOps.Bench.Search;

/// <summary>The built-in searches beside Optuna's samplers, on the same ten problems in the same run.</summary>
internal static class Peers
{
    private const int Trials = 200;

    private static readonly (string Own, string Peer)[] Pairs = [("tpe", "TPESampler"), ("cmaes", "CmaEsSampler")];

    /// <param name="interpreter">A Python that has Optuna.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="file">Where to keep what is known already; <see langword="null"/> for nowhere.</param>
    /// <param name="first">The seed to begin with; another one in each of several processes with one file.</param>
    public static void Run(string interpreter, int seeds, string? file, int first)
    {
        using var optuna = new OptunaPeer(interpreter);
        var worths = new WorthFile(file);
        // All problems with one seed before the next seed, so that an interrupted comparison is one of fewer seeds.
        for (var seed = 0; seed < seeds; seed++)
        {
            foreach (var problem in Problems.Ten) Worths(optuna, worths, problem, (first + seed) % seeds);
        }
        Show(seeds, problem => [.. Enumerable.Range(0, seeds).Select(seed => Worths(optuna, worths, problem, seed))]);
        AskTellTimes.Show(optuna);
    }

    // Of tpe, Optuna's TPE, cmaes, Optuna's CMA-ES and auto.
    private static double[] Worths(OptunaPeer optuna, WorthFile worths, Problem problem, int seed)
    {
        double Own(string name) => worths.Get(problem.Name, name, seed, () => problem.Score(Study.Answer(name, problem, Study.Settings.One((ulong)seed), Trials)));
        double Peer(string name) => worths.Get(problem.Name, name, seed, () => problem.Score(optuna.Run(problem, name, seed, Trials, 1).Best));
        return [.. Pairs.SelectMany(pair => new[] { Own(pair.Own), Peer(pair.Peer) }), Own("auto")];
    }

    private static void Show(int seeds, Func<Problem, List<double[]>> worthsOf)
    {
        Console.WriteLine($"{Trials} evaluations, one at a time, {seeds} seeds; worth of the answer: median (lower quartile, upper quartile)");
        Console.WriteLine("| problem | tpe | Optuna TPE | cmaes | Optuna CMA-ES | auto | not worse: tpe, cmaes, auto than the better |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        int[] notWorse = [0, 0, 0];
        foreach (var problem in Problems.Ten)
        {
            var worths = worthsOf(problem);
            var columns = Enumerable.Range(0, worths[0].Length).Select(column => worths.ConvertAll(row => row[column])).ToList();
            var better = Spread.Median(columns[1]) <= Spread.Median(columns[3]) ? columns[1] : columns[3];
            bool[] verdicts = [Spread.IsNotWorse(columns[0], columns[1]), Spread.IsNotWorse(columns[2], columns[3]), Spread.IsNotWorse(columns[4], better)];
            for (var i = 0; i < verdicts.Length; i++) notWorse[i] += verdicts[i] ? 1 : 0;
            Console.WriteLine($"| {problem.Name} | {string.Join(" | ", columns.Select(Spread.Of))} | {string.Join(", ", verdicts.Select(verdict => verdict ? "yes" : "no"))} |");
        }
        Console.WriteLine($"not worse on: tpe {notWorse[0]}, cmaes {notWorse[1]}, auto {notWorse[2]} of {Problems.Ten.Count}");
    }
}
