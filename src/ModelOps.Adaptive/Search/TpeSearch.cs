using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search.Tpe;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra et al., NIPS 2011 and ICML 2013), multivariate over all free parameters in the unit
/// cube. The best gamma n of n completed trials, 25 at most, are the good group; the others, failed trials and trials without a result
/// yet (the pessimistic constant liar, so that a round does not propose one place many times) the bad one. Of some candidates drawn from
/// the density of the good group the one with the largest ratio to that of the bad group is proposed. Never finishes.
/// Options: <c>startup</c>, the trials of a scrambled Sobol design before the first (10; random beyond its 64 dimensions);
/// <c>candidates</c> (24); <c>gamma</c> (0.1).
/// </summary>
internal sealed class TpeSearch : ISearch
{
    private const int DefaultStartup = 10;
    private const int DefaultCandidates = 24;
    private const int MostCandidates = 100_000;
    private const double DefaultGamma = 0.1;
    private const int LargestGoodGroup = 25;

    private readonly ulong _seed;
    private readonly int _startup;
    private readonly int _candidates;
    private readonly double _gamma;
    private readonly ParzenCube _cube;
    private readonly ISearch _design;
    private readonly Queue<ParzenPoint> _outstanding = new();
    private readonly List<(double Loss, int Trial, ParzenPoint Point)> _completed = [];
    private readonly List<ParzenPoint> _failed = [];
    private int _asked;
    private int _told;

    private TpeSearch(SearchSpace space, SearchSettings settings, SearchOptions options)
    {
        _seed = settings.Seed;
        _startup = options.Int("startup", 0, int.MaxValue) ?? DefaultStartup;
        _candidates = options.Int("candidates", 1, MostCandidates) ?? DefaultCandidates;
        _gamma = options.Positive("gamma", 1) ?? DefaultGamma;
        _cube = new(space);
        _design = space.Dimensions <= SobolSequence.MostDimensions
            ? SobolSearch.Scrambled(space, settings.Seed)
            : new RandomSearch(space, settings.Seed);
    }

    /// <summary>Creates the search; in a space without a free parameter, one that repeats its only point.</summary>
    public static ISearch Create(SearchSpace space, SearchSettings settings)
    {
        var options = new SearchOptions("tpe", settings.Options, "startup", "candidates", "gamma");
        return space.Dimensions == 0 ? new RandomSearch(space, settings.Seed) : new TpeSearch(space, settings, options);
    }

    public bool Finished => false;

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        var proposals = new List<ParameterSet>(count);
        if (_asked < _startup) proposals.AddRange(_design.Ask(round, Math.Min(count, _startup - _asked)));
        foreach (var set in proposals) _outstanding.Enqueue(_cube.Locate(set));
        if (proposals.Count < count) Propose(round, count, proposals);
        _asked += count;
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results)
        {
            if (!_outstanding.TryDequeue(out var point)) throw new InvalidOperationException("A result was told for a trial that was not asked.");
            Take(result, point);
        }
    }

    public void Learn(IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results) Take(result, _cube.Locate(result.Parameters));
    }

    private void Take(TrialResult result, ParzenPoint point)
    {
        var entry = (result.Loss, _told++, point);
        if (result.Status == TrialStatus.Completed) _completed.Insert(~_completed.BinarySearch(entry, ByLoss.Instance), entry);
        else _failed.Add(point);
    }

    private void Propose(int round, int count, List<ParameterSet> proposals)
    {
        var random = new CounterRandom(_seed, (uint)RandomPurpose.ParzenCandidates, (uint)round);
        var split = Math.Min((int)Math.Ceiling(_gamma * _completed.Count), LargestGoodGroup);
        var good = Estimate([.. _completed.Take(split).Select(entry => entry.Point)]);
        var bad = Estimate([.. _completed.Skip(split).Select(entry => entry.Point), .. _failed, .. _outstanding]);
        while (proposals.Count < count)
        {
            var point = _cube.PointAt(Best(good, bad, random));
            bad.Add(point);
            _outstanding.Enqueue(point);
            proposals.Add(_cube.SetAt(point.Place));
        }
    }

    private ParzenEstimator Estimate(List<ParzenPoint> points) =>
        new(_cube, points, Bandwidths.Of(points, _cube.Dimensions));

    private double[] Best(ParzenEstimator good, ParzenEstimator bad, CounterRandom random)
    {
        var (best, largest) = (good.Sample(random), double.NegativeInfinity);
        for (var i = 0; i < _candidates; i++)
        {
            var place = i == 0 ? best : good.Sample(random);
            var ratio = good.LogDensity(place) - bad.LogDensity(place);
            if (ratio > largest) (best, largest) = (place, ratio);
        }
        return best;
    }

    // Equal losses in the order of the trials.
    private sealed class ByLoss : IComparer<(double Loss, int Trial, ParzenPoint Point)>
    {
        public static readonly ByLoss Instance = new();

        public int Compare((double Loss, int Trial, ParzenPoint Point) x, (double Loss, int Trial, ParzenPoint Point) y) =>
            (x.Loss, x.Trial).CompareTo((y.Loss, y.Trial));
    }
}
