using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Seeds;

namespace ModelOps.Adaptive.Rounds;

/// <summary>
/// Gives every replicate its seed. The replicate indices of a parameter set are used once in a study: a repeated proposal goes on
/// at the next index, so that its simulations are new ones.
/// </summary>
public static class SeedAllotment
{
    /// <summary>The proposals of one round with their seeds.</summary>
    public static IReadOnlyList<Proposal> Allot(RoundRules rules, StudyState state, IReadOnlyList<ParameterSet> proposed)
    {
        var used = new Dictionary<string, long>(StringComparer.Ordinal);
        var proposals = new List<Proposal>(proposed.Count);
        foreach (var parameters in proposed)
        {
            var first = used.GetValueOrDefault(parameters.Id, state.NextReplicate(parameters.Id));
            used[parameters.Id] = first + rules.Replicates;
            var seeds = new ulong[rules.Replicates];
            for (var i = 0; i < seeds.Length; i++) seeds[i] = SeedOf(rules, parameters, first + i);
            proposals.Add(new(parameters, seeds));
        }
        return proposals;
    }

    private static ulong SeedOf(RoundRules rules, ParameterSet parameters, long index) => rules.CommonSeeds is { } studySeed
        ? Seed.Common(studySeed, index)
        : Seed.OfReplicate(parameters.Id, index);
}
