using System.Text.Json;
using ModelOps.Adaptive.Search.Gp;
using ModelOps.Adaptive.Search.Surface;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// Bayesian optimisation: after a scrambled Sobol design, a Gaussian process with noise proposes the place of the largest expected
/// improvement on its own least mean, which no lucky result can lower, inside a trust region. Inside a round, and while results are
/// outstanding, proposals are believed to bring what the process expects of them. Never finishes.
/// Option: <c>startup</c>, the trials of the design (2 (d + 1) of d parameters, 8 at least; random points beyond its 64 dimensions).
/// </summary>
internal sealed class GpSearch : ISearch
{
    private const int LeastStartup = 8;

    // What is to be judged rather than improved is judged by trials from farther around.
    private const int MostSettled = 150;
    private const double WideLength = 0.4;
    private const double LeastReach = 0.02;

    private readonly SearchSpace _space;
    private readonly ulong _seed;
    private readonly int _startup;
    private readonly ISearch _design;
    private readonly Surrogate _surrogate;
    private readonly TrustRegion _region;
    private readonly Queue<double[]> _outstanding = new();
    private int _asked;
    private int _seen;

    private GpSearch(SearchSpace space, SearchSettings settings, SearchOptions options)
    {
        (_space, _seed) = (space, settings.Seed);
        _startup = options.Int("startup", 1, int.MaxValue) ?? Math.Max(LeastStartup, Math.Min(8 + (4 * space.Dimensions), settings.Budget / 5 ?? int.MaxValue));
        _design = space.Dimensions <= SobolSequence.MostDimensions ? SobolSearch.Scrambled(space, settings.Seed) : new RandomSearch(space, settings.Seed);
        _surrogate = new(space);
        _region = new(space.Dimensions);
    }

    /// <summary>Creates the search; in a space without a free parameter, one that repeats its only point.</summary>
    public static ISearch Create(SearchSpace space, SearchSettings settings)
    {
        var options = new SearchOptions("gp", settings.Options, "startup");
        return space.Dimensions == 0 ? new RandomSearch(space, settings.Seed) : new GpSearch(space, settings, options);
    }

    public bool Finished => false;

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        var proposals = new List<ParameterSet>(count);
        var isDesign = _asked < _startup || _surrogate.Completed == 0;
        if (isDesign) proposals.AddRange(_design.Ask(round, _asked < _startup ? Math.Min(count, _startup - _asked) : count));
        else Propose(round, count, proposals);
        foreach (var set in proposals) _outstanding.Enqueue(_space.Locate(set));
        _asked += proposals.Count;
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results)
        {
            if (!_outstanding.TryDequeue(out var place)) throw new InvalidOperationException("A result was told for a trial that was not asked.");
            Add(place, result);
        }
    }

    public void Learn(IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results) Add(_space.Locate(result.Parameters), result);
    }

    /// <summary>The search with its default options.</summary>
    public static GpSearch Plain(SearchSpace space, SearchSettings settings) => new(space, settings, new("gp", new Dictionary<string, JsonElement>()));

    /// <summary>How many trials have a loss.</summary>
    public int Completed => _surrogate.Completed;

    /// <summary>Whether its design is complete.</summary>
    public bool HasDesign => _asked >= _startup;

    /// <summary>The trial of the least loss. Needs a completed trial.</summary>
    public ParameterSet Best => _surrogate.Observations.MinBy(observation => observation.Loss)!.Parameters;

    /// <summary>
    /// Where the least loss is expected: the place of the process's least mean, which need not be a trial's, and the trial's of the least
    /// mean. Needs a completed trial.
    /// </summary>
    public IReadOnlyList<ParameterSet> Recommend(int round)
    {
        var (process, incumbent) = Settled();
        var search = new CandidateSearch(_space, new(_seed, (uint)RandomPurpose.Recommendations, (uint)round));
        var reach = Array.ConvertAll(_region.Reach(process.Settings), each => Math.Max(each, LeastReach));
        var least = search.Find(incumbent.Place, reach, place => IsAllowed(place) ? -process.Mean(place) : double.NegativeInfinity);
        return [.. new[] { _space.At(least), incumbent.Parameters }.DistinctBy(set => set.Id)];
    }

    /// <summary>That of some parameter sets with the least mean; of equals the first.</summary>
    public ParameterSet Choose(IReadOnlyList<ParameterSet> candidates)
    {
        var process = Settled().Process;
        return candidates.MinBy(set => process.Mean(_space.Locate(set)))!;
    }

    /// <summary>The trials whose means are least, and the middle length of the trust region.</summary>
    public (IReadOnlyList<ParameterSet> Best, double Length) Elite(int count)
    {
        var process = Settled().Process;
        return ([.. process.Places.OrderBy(process.Mean).Take(count).Select(place => _space.At(place))], _region.Length);
    }

    /// <summary>
    /// A search for the place of the least loss by trials around it, from what is known; <see langword="null"/> while that is too little.
    /// Its start is the trial of the least mean when the process was last asked.
    /// </summary>
    public SurfaceSearch? Refine() =>
        _surrogate.Incumbent is { } incumbent ? SurfaceSearch.From(_space, _surrogate.Observations, incumbent.Place) : null;

    // Twice, since the process is of the trials near the incumbent, and the first may move it.
    private (GaussianProcess Process, Observation Incumbent) Settled()
    {
        _surrogate.Fit(Math.Max(_region.Length, WideLength), MostSettled);
        return _surrogate.Fit(Math.Max(_region.Length, WideLength), MostSettled);
    }

    private void Add(double[] place, TrialResult result) =>
        _surrogate.Add(new(result.Parameters, place, result.Status == TrialStatus.Completed ? result.Loss : double.PositiveInfinity));

    private void Propose(int round, int count, List<ParameterSet> proposals)
    {
        var (process, incumbent) = _surrogate.Fit(_region.Length);
        NoteSuccess(incumbent);
        var level = process.Mean(incumbent.Place);
        foreach (var place in _outstanding) process.Believe(place);
        var search = new CandidateSearch(_space, new(_seed, (uint)RandomPurpose.SurrogateCandidates, (uint)round));
        var reach = _region.Reach(process.Settings);
        while (proposals.Count < count)
        {
            var best = search.Find(incumbent.Place, reach, place => Improvement(process, place, level));
            proposals.Add(_space.At(best));
            if (proposals.Count < count) process.Believe(best);
        }
    }

    private double Improvement(GaussianProcess process, double[] place, double level)
    {
        if (!IsAllowed(place)) return double.NegativeInfinity;
        var (mean, deviation) = process.Predict(place);
        return ExpectedImprovement.Log(mean, deviation, level);
    }

    private bool IsAllowed(double[] place) => _space.Constraints.Count == 0 || _space.Violated(_space.At(place)) is null;

    private void NoteSuccess(Observation incumbent)
    {
        var observations = _surrogate.Observations;
        if (_seen >= _startup && observations.Count > _seen)
            _region.Note(observations.Skip(_seen).Any(observation => ReferenceEquals(observation, incumbent)), observations.Count - _seen);
        _seen = observations.Count;
    }
}
