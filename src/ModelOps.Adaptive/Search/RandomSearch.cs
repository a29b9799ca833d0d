using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>Independent points, uniform in the unit cube. Never finishes.</summary>
internal sealed class RandomSearch(SearchSpace space, ulong seed) : ISearch
{
    public bool Finished => false;

    public static RandomSearch Create(SearchSpace space, SearchSettings settings)
    {
        _ = new SearchOptions("random", settings.Options);
        return new(space, settings.Seed);
    }

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        var random = new CounterRandom(seed, (uint)RandomPurpose.Points, (uint)round);
        var proposals = new ParameterSet[count];
        var point = new double[space.Dimensions];
        for (var i = 0; i < count; i++)
        {
            for (var d = 0; d < point.Length; d++) point[d] = random.NextUniform();
            proposals[i] = space.At(point);
        }
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        // Nothing is learned.
    }
}
