using System.Globalization;
using System.Text.Json;
using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Trials;

namespace ModelOps.Bench.Search;

/// <summary>ABC-SMC on a Gaussian model whose posterior is known: one observation 0.5 of N(theta, 1) under a flat prior, so N(0.5, 1).</summary>
internal static class AbcGaussian
{
    private const double Observed = 0.5;
    private const int Batch = 100;
    private const int MostTrials = 200_000;

    private static readonly Dictionary<string, JsonElement> Options =
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"particles": 1000, "tolerance": 0.2}""")!;

    public static void Run(int seeds)
    {
        var fits = Enumerable.Range(0, seeds).Select(seed => Fit((ulong)seed)).ToList();
        Console.WriteLine($"builtin:abc_smc, 1000 particles to epsilon 0.2, {seeds} seeds: median (lower quartile, upper quartile)");
        Console.WriteLine("| error of the mean, in deviations | deviation, 1 is right | trials |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine($"| {Spread.Of(fits.Select(fit => Math.Abs(fit.Mean - Observed)))} | {Spread.Of(fits.Select(fit => fit.Deviation))} | {Spread.Median(fits.Select(fit => (double)fit.Trials)).ToString(CultureInfo.InvariantCulture)} |");
        Console.WriteLine($"within 0.1 and 15 %: {fits.Count(fit => Math.Abs(fit.Mean - Observed) <= 0.1 && Math.Abs(fit.Deviation - 1) <= 0.15)} of {seeds}");
    }

    private static (double Mean, double Deviation, int Trials) Fit(ulong seed)
    {
        var search = BuiltinSearches.Create("abc_smc", new([new FloatParameter("theta", -6, 6)]), new(seed, Batch, MostTrials, Options));
        var random = new CounterRandom(seed, 1006, 0);
        var trials = 0;
        for (var round = 0; !search.Finished; round++)
        {
            var sets = search.Ask(round, Batch);
            trials += sets.Count;
            search.Tell([.. sets.Select(set => new TrialResult(set, TrialStatus.Completed, Math.Abs(set.Values["theta"].ToDouble("theta") + random.NextGaussian() - Observed)))]);
        }
        var mean = search.Posterior.Sum(point => point.Weight * point.Parameters.Values["theta"].ToDouble("theta"));
        return (mean, Math.Sqrt(search.Posterior.Sum(point => point.Weight * Math.Pow(point.Parameters.Values["theta"].ToDouble("theta") - mean, 2))), trials);
    }
}
