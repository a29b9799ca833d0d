using System.Text.Json;
using ModelOps.Adaptive.Search;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Bench.Search;

/// <summary>A search driven on one problem, as a study's runner drives it.</summary>
internal static class Study
{
    /// <summary>What a search answers: the last trial of <c>auto</c>, which repeats its answer there, and the trial of the least loss of the others.</summary>
    public static ParameterSet Answer(string algorithm, Problem problem, Settings settings, int trials)
    {
        var results = Run(algorithm, problem, settings, trials);
        return algorithm == "auto" ? results[^1].Parameters : results.MinBy(result => result.Loss)!.Parameters;
    }

    /// <summary>The trials of a search.</summary>
    public static List<TrialResult> Run(string algorithm, Problem problem, Settings settings, int trials)
    {
        var search = BuiltinSearches.Create(algorithm, problem.Space, new(settings.Seed, settings.Batch, trials, settings.Options));
        var all = new List<TrialResult>();
        for (var round = 0; all.Count < trials && !search.Finished; round++)
        {
            var results = search.Ask(round, Math.Min(settings.Batch, trials - all.Count))
                .Select((proposal, i) => new TrialResult(proposal, TrialStatus.Completed, problem.Observe(proposal, SeedOf(settings.Seed, all.Count + i))))
                .ToList();
            search.Tell(results);
            all.AddRange(results);
        }
        return all;
    }

    /// <summary>The seed of a trial of a study.</summary>
    public static ulong SeedOf(ulong study, int trial) => (study * 1_000_003) + (ulong)trial;

    internal sealed record Settings(ulong Seed, int Batch, IReadOnlyDictionary<string, JsonElement> Options)
    {
        /// <summary>One trial at a time, default options.</summary>
        public static Settings One(ulong seed) => new(seed, 1, new Dictionary<string, JsonElement>());
    }
}
