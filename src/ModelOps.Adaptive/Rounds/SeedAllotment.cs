using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Seeds;

namespace ModelOps.Adaptive.Rounds;

/// <summary>
/// Gives every replicate its seed. The replicate indices of a parameter set are used once in a study: a repeated proposal goes on
/// at the next index, so that its simulations are new ones. With pruning a proposal whose parameters were never tried gets a first part of
/// its replicates; one that repeats others is a measurement, which a decision by its luck would falsify, and gets all.
/// </summary>
public static class SeedAllotment
{
    /// <summary>The proposals of one round with their seeds.</summary>
    public static IReadOnlyList<Proposal> Allot(RoundRules rules, UsedReplicates before, IReadOnlyList<ParameterSet> proposed)
    {
        var used = new Dictionary<string, long>(StringComparer.Ordinal);
        var proposals = new List<Proposal>(proposed.Count);
        foreach (var parameters in proposed)
        {
            var first = used.GetValueOrDefault(parameters.Id, before.Of(parameters.Id));
            var isFirstPart = rules.Pruning is not null && first == 0;
            var seeds = SeedsOf(rules, parameters, first, isFirstPart ? rules.Pruning!.Replicates : rules.Replicates);
            used[parameters.Id] = first + seeds.Length;
            proposals.Add(new(parameters, seeds) { IsFirstPart = isFirstPart });
        }
        return proposals;
    }

    /// <summary>The second parts of trials, with the replicates that their first parts left.</summary>
    public static IReadOnlyList<Proposal> Continue(RoundRules rules, UsedReplicates before, IReadOnlyList<Trial> trials) => [.. trials.Select(trial =>
        new Proposal(trial.Parameters, SeedsOf(rules, trial.Parameters, before.Of(trial.Parameters.Id), rules.Replicates - trial.Seeds.Count))
        {
            Continues = trial.Number,
        })];

    private static ulong[] SeedsOf(RoundRules rules, ParameterSet parameters, long first, int count)
    {
        var seeds = new ulong[count];
        for (var i = 0; i < seeds.Length; i++) seeds[i] = SeedOf(rules, parameters, first + i);
        return seeds;
    }

    private static ulong SeedOf(RoundRules rules, ParameterSet parameters, long index) => rules.CommonSeeds is { } studySeed
        ? Seed.Common(studySeed, index)
        : Seed.OfReplicate(parameters.Id, index);
}
