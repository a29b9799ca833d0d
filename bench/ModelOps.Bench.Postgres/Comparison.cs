using System.Globalization;
using ModelOps.Connectors.Processes;

namespace ModelOps.Bench.Postgres;

/// <summary>The tables of the benchmark, one method each.</summary>
/// <param name="dsn">The database.</param>
/// <param name="runs">How often each figure is measured.</param>
internal sealed class Comparison(string dsn, int runs)
{
    private int _studies;

    /// <summary>What asking, storing and telling costs a trial, with one worker.</summary>
    public void Overhead()
    {
        const int Trials = 1000;
        const int PeerTrials = 200;
        var (ours, tpe, random) = (new List<double>(), new List<double>(), new List<double>());
        Mops(1, Trials, 0);
        for (var i = 0; i < runs; i++)
        {
            ours.Add(1000 * Mops(1, Trials, 0).Seconds / Trials);
            tpe.Add(1000 * Optuna(1, PeerTrials, "TPESampler") / PeerTrials);
            random.Add(1000 * Optuna(1, PeerTrials, "RandomSampler") / PeerTrials);
        }
        Console.WriteLine("\n| a trial, 1 worker | ms, median (min, max) | as a multiple of mops |\n|---|---|---|");
        Console.WriteLine($"| mops, builtin:random, batch 16, {Trials} trials | {Spread(ours)} | |");
        Console.WriteLine($"| Optuna TPE, {PeerTrials} trials | {Spread(tpe)} | {Spread(tpe.Zip(ours, (theirs, own) => theirs / own))} |");
        Console.WriteLine($"| Optuna random, {PeerTrials} trials | {Spread(random)} | {Spread(random.Zip(ours, (theirs, own) => theirs / own))} |");
    }

    /// <summary>Trials a second with more and more workers; each step beside the one before in the same repetition.</summary>
    /// <param name="beside">Whether Optuna does the same work.</param>
    /// <param name="workerCounts">How many workers in each step.</param>
    public void Throughput(bool beside, IEnumerable<int> workerCounts)
    {
        const int Trials = 8000;
        const int PeerTrials = 192;
        var steps = workerCounts.Select(workers => new Step(workers, [], [])).ToList();
        for (var i = 0; i < runs; i++)
        {
            foreach (var step in steps)
            {
                step.Ours.Add(Trials / Mops(step.Workers, Trials, 0).Seconds);
                if (beside) step.Theirs.Add(PeerTrials / Optuna(step.Workers, PeerTrials, "TPESampler"));
            }
        }
        Console.WriteLine($"\n| workers | mops, {Trials} trials, trials/s | ratio to the step before | Optuna TPE, {PeerTrials} trials, trials/s | ratio to Optuna |\n|---|---|---|---|---|");
        foreach (var (before, step) in steps.Prepend(null).Zip(steps))
        {
            var change = before is null ? "" : Spread(step.Ours.Zip(before.Ours, (now, then) => now / then));
            var peer = beside ? $"{Spread(step.Theirs)} | {Spread(step.Ours.Zip(step.Theirs, (own, theirs) => own / theirs))}" : " | ";
            Console.WriteLine($"| {step.Workers} | {Spread(step.Ours)} | {change} | {peer} |");
        }
    }

    /// <summary>Four replicas beside one, with simulations of 100 ms and of 10 ms.</summary>
    public void Replicas()
    {
        Console.WriteLine("\n| 4 replicas against 1, batch 16 | speed-up, median (min, max) | seconds with 4 |\n|---|---|---|");
        foreach (var (trials, milliseconds) in ((int, int)[])[(96, 100), (480, 10)])
        {
            var (four, ratios) = (new List<double>(), new List<double>());
            for (var i = 0; i < runs; i++)
            {
                four.Add(Mops(4, trials, milliseconds).Seconds);
                ratios.Add(Mops(1, trials, milliseconds).Seconds / four[^1]);
            }
            Console.WriteLine($"| {trials} trials of {milliseconds} ms | {Spread(ratios)} | {Spread(four)} |");
        }
    }

    /// <summary>One study of 100,000 trials: trials a second in each tenth of it.</summary>
    public void Long()
    {
        const int Trials = 100_000;
        const int Block = 10_000;
        var ends = Mops(1, Trials, 0).Answer.Split(' ')[1..].Select(end => double.Parse(end, CultureInfo.InvariantCulture)).ToList();
        var rates = ends.Zip(ends.Prepend(0.0), (end, start) => Block / (end - start));
        Console.WriteLine($"\n{Trials} trials in one study, 1 worker, trials/s in each tenth: {string.Join(", ", rates.Select(rate => rate.ToString("F0", CultureInfo.InvariantCulture)))}");
    }

    // Both sides are warm: their code is loaded and every worker has worked alone before the time is taken. It ends with the study,
    // which the first worker reports; the others then read what they have not seen of it.
    private (double Seconds, string Answer) Mops(int workers, int trials, int milliseconds)
    {
        using var crew = new Crew(new(Environment.ProcessPath!, ["worker", dsn]), workers);
        crew.Work($"{Name("own")}-* 320 0");
        crew.Work($"{Name("warm")} 320 0");
        var (first, _, answer) = crew.Work($"{Name("mops")} {Text(trials)} {Text(milliseconds)}");
        return (first, answer);
    }

    private double Optuna(int workers, int trials, string sampler)
    {
        var peer = new ChildCommand("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "python", "optuna_peer.py"), dsn, Name("optuna"), sampler]);
        // The first makes Optuna's tables and the study, which several at once cannot.
        using (new Crew(peer, 1))
        {
        }
        using var crew = new Crew(peer, workers);
        crew.Work("1");
        return crew.Work(Text(trials / workers)).Last;
    }

    private string Name(string kind) => $"{kind}-{++_studies}";

    private sealed record Step(int Workers, List<double> Ours, List<double> Theirs);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Spread(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return $"{Figure((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2)} ({Figure(sorted[0])}, {Figure(sorted[^1])})";
    }

    private static string Figure(double value) => value.ToString(value < 1000 ? "G3" : "N0", CultureInfo.InvariantCulture);
}
