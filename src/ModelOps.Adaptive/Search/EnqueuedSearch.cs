using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>Points that the user wants tried before anything else, in rounds of their own; what they bring, the search then learns.</summary>
internal sealed class EnqueuedSearch(IReadOnlyList<ParameterSet> points, ISearch search) : ISearch
{
    private int _asked;
    private int _told;

    public bool Finished => _asked == points.Count && search.Finished;

    public IReadOnlyList<WeightedPoint> Posterior => search.Posterior;

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        if (_asked == points.Count) return search.Ask(round, count);
        List<ParameterSet> proposals = [.. points.Skip(_asked).Take(count)];
        _asked += proposals.Count;
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        var own = Math.Min(results.Count, points.Count - _told);
        _told += own;
        if (own > 0) search.Learn([.. results.Take(own)]);
        if (own < results.Count) search.Tell([.. results.Skip(own)]);
    }
}
