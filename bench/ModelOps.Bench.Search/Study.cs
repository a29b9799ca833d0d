using System.Text.Json;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Trials;

namespace ModelOps.Bench.Search;

/// <summary>A search driven on one function, as a study's runner drives it.</summary>
internal static class Study
{
    private static readonly string[] Names = ["x0", "x1", "x2", "x3", "x4"];

    /// <summary>The best loss after each of the given numbers of evaluations.</summary>
    public static double[] Best(string algorithm, Func<double[], double> function, Settings settings, int[] checkpoints)
    {
        var space = new SearchSpace(Names.Select(name => new FloatParameter(name, -5, 5)));
        var search = BuiltinSearches.Create(algorithm, space, new(settings.Seed, settings.Batch, checkpoints[^1], settings.Options));
        var best = new double[checkpoints.Length];
        var (trials, least) = (0, double.PositiveInfinity);
        for (var round = 0; trials < checkpoints[^1] && !search.Finished; round++)
        {
            var results = new List<TrialResult>();
            foreach (var proposal in search.Ask(round, Math.Min(settings.Batch, checkpoints[^1] - trials)))
            {
                var loss = function([.. Names.Select(name => (double)proposal.Values[name].Value)]);
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
