using System.Text.Json;
using ModelOps.Adaptive.Search;
using ModelOps.Contracts.Trials;

namespace ModelOps.Bench.Search;

/// <summary>A search driven on one problem, as a study's runner drives it.</summary>
internal static class Study
{
    /// <summary>The best loss after each of the given numbers of evaluations.</summary>
    public static double[] Best(string algorithm, Problem problem, Settings settings, int[] checkpoints)
    {
        var search = BuiltinSearches.Create(algorithm, problem.Space, new(settings.Seed, settings.Batch, checkpoints[^1], settings.Options));
        var best = new double[checkpoints.Length];
        var (trials, least) = (0, double.PositiveInfinity);
        for (var round = 0; trials < checkpoints[^1] && !search.Finished; round++)
        {
            var results = new List<TrialResult>();
            foreach (var proposal in search.Ask(round, Math.Min(settings.Batch, checkpoints[^1] - trials)))
            {
                var loss = problem.Loss(proposal);
                results.Add(new(proposal, TrialStatus.Completed, loss));
                least = Math.Min(least, loss);
                trials++;
                for (var i = 0; i < checkpoints.Length; i++)
                {
                    if (trials <= checkpoints[i]) best[i] = least;
                }
            }
            search.Tell(results);
        }
        return best;
    }

    /// <summary>What differs from run to run.</summary>
    internal sealed record Settings(ulong Seed, int Batch, IReadOnlyDictionary<string, JsonElement> Options);
}
