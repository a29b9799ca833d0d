using System.Text.Json;
using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search.Cmaes;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// CMA-ES over the unit cube. The first run starts at the centre; when a run has converged, the next starts at a random place with the
/// population doubled (IPOP). A generation may span rounds. A candidate outside the cube is drawn once more, then reflected
/// at its surface. Failed trials rank last; after a generation of failures alone the run starts at another place.
/// Options: <c>population</c>, by default 4 + floor(3 ln n) of n coordinates and at least the batch size; <c>sigma</c>, the first step as a
/// part of each range, by default 0.2, whose 2.5-fold reaches the ends; <c>restarts</c>, after which the search finishes, by default without limit.
/// </summary>
internal sealed class CmaesSearch : ISearch
{
    private const double DefaultSigma = 0.2;
    private const int LargestPopulation = 1_000_000;

    private readonly CubeEncoding _encoding;
    private readonly ulong _seed;
    private readonly double _sigma;
    private readonly int _mostRestarts;
    private readonly List<double[]> _steps = [];
    private readonly List<TrialResult> _results = [];
    private int _restarts;
    private uint _starts;
    private CmaesStrategy _strategy;
    private CmaesDistribution _distribution;
    private CmaesStopping _stopping;
    private double[] _stretch;

    private CmaesSearch(SearchSpace space, SearchSettings settings, SearchOptions options)
    {
        _encoding = new(space);
        _seed = settings.Seed;
        _sigma = options.Positive("sigma", 1) ?? DefaultSigma;
        _mostRestarts = options.Int("restarts", 0, int.MaxValue) ?? int.MaxValue;
        var population = options.Int("population", 4, LargestPopulation)
            ?? Math.Max(4 + (int)Math.Floor(3 * PortableMath.Log(_encoding.Count)), settings.BatchSize);
        (_strategy, _distribution, _stopping, _stretch) = Start(population);
    }

    /// <summary>Creates the search; in a space without a free parameter, one that repeats its only point.</summary>
    public static ISearch Create(SearchSpace space, SearchSettings settings)
    {
        var options = new SearchOptions("cmaes", settings.Options, "population", "sigma", "restarts");
        return space.Dimensions == 0 ? new RandomSearch(space, settings.Seed) : new CmaesSearch(space, settings, options);
    }

    /// <summary>
    /// The search with its first distribution fitted to good places, best first, and with learning rates that adapt to noise: Nomura et
    /// al., Warm Starting CMA-ES for Hyperparameter Optimization (AAAI 2021), equation 9.
    /// </summary>
    /// <param name="space">The space, with a free parameter.</param>
    /// <param name="settings">Seed and batch size; the options are not used.</param>
    /// <param name="places">At least one; the first is where the mean starts.</param>
    /// <param name="least">The least deviation in each coordinate.</param>
    public static CmaesSearch WarmStarted(SearchSpace space, SearchSettings settings, IReadOnlyList<ParameterSet> places, double least)
    {
        var search = new CmaesSearch(space, settings, new SearchOptions("cmaes", new Dictionary<string, JsonElement>()));
        var coordinates = places.Select(search._encoding.Locate).ToList();
        var covariance = new double[search._encoding.Count, search._encoding.Count];
        for (var i = 0; i < search._encoding.Count; i++)
        {
            for (var j = 0; j < search._encoding.Count; j++)
            {
                foreach (var place in coordinates) covariance[i, j] += (place[i] - coordinates[0][i]) * (place[j] - coordinates[0][j]) / coordinates.Count;
            }
            covariance[i, i] += least * least;
        }
        search._distribution = new(search._strategy, coordinates[0], 1, covariance, adaptsRates: true);
        search._stretch = search.StretchOf(search._strategy, search._distribution);
        return search;
    }

    public bool Finished { get; private set; }

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        if (Finished) return [];
        var random = new CounterRandom(_seed, (uint)RandomPurpose.Candidates, (uint)round);
        var proposals = new ParameterSet[Math.Min(count, _strategy.Population - _steps.Count)];
        for (var i = 0; i < proposals.Length; i++) proposals[i] = Propose(random);
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results)
        {
            if (Finished) return;
            if (_results.Count == _steps.Count) throw new InvalidOperationException("A result was told for a trial that was not asked.");
            _results.Add(result);
            if (_results.Count == _strategy.Population) EndGeneration();
        }
    }

    public void Learn(IReadOnlyList<TrialResult> results)
    {
        if (_steps.Count > 0 || _distribution.Generation > 0) return;
        if (results.Where(result => result.Status == TrialStatus.Completed).MinBy(result => result.Loss) is not { } best) return;
        _encoding.Locate(best.Parameters).CopyTo(_distribution.Mean, 0);
        _stretch = StretchOf(_strategy, _distribution);
    }

    // One more draw for a candidate outside the cube keeps most of them where the model of the loss is undisturbed; more draws would
    // starve an optimum on the surface of the candidates beside it.
    private ParameterSet Propose(CounterRandom random)
    {
        var (step, coordinates) = Draw(random);
        if (!_encoding.IsInside(coordinates)) (step, coordinates) = Draw(random);
        _steps.Add(step);
        return _encoding.Decode(coordinates);
    }

    private (double[] Step, double[] Coordinates) Draw(CounterRandom random)
    {
        var step = _distribution.Sample(random);
        var coordinates = new double[step.Length];
        for (var i = 0; i < step.Length; i++) coordinates[i] = _distribution.Mean[i] + (_distribution.Sigma * _stretch[i] * step[i]);
        return (step, coordinates);
    }

    private void EndGeneration()
    {
        // Stable: equal losses, and failures, keep the order of the trials.
        var ranked = Enumerable.Range(0, _results.Count).OrderBy(RankOf).ToList();
        var losses = ranked.Select(RankOf).TakeWhile(double.IsFinite).ToList();
        if (losses.Count == 0)
        {
            StartAgain(_strategy.Population);
            return;
        }
        _distribution.Update([.. ranked.Select(i => _steps[i])], _stretch);
        _encoding.Confine(_distribution.Mean);
        _stretch = StretchOf(_strategy, _distribution);
        var ended = _stopping.After(_distribution, losses, _encoding.Continuous);
        _steps.Clear();
        _results.Clear();
        if (!ended) return;
        Finished = _restarts == _mostRestarts;
        _restarts++;
        if (!Finished) StartAgain(Math.Min(2 * _strategy.Population, LargestPopulation));
    }

    private double RankOf(int candidate) => _results[candidate].Status == TrialStatus.Completed ? _results[candidate].Loss : double.PositiveInfinity;

    private void StartAgain(int population)
    {
        _steps.Clear();
        _results.Clear();
        (_strategy, _distribution, _stopping, _stretch) = Start(population);
    }

    private (CmaesStrategy Strategy, CmaesDistribution Distribution, CmaesStopping Stopping, double[] Stretch) Start(int population)
    {
        var mean = new double[_encoding.Count];
        Array.Fill(mean, 0.5);
        var random = new CounterRandom(_seed, (uint)RandomPurpose.Restarts, _starts);
        for (var i = 0; _starts > 0 && i < mean.Length; i++) mean[i] = random.NextUniform();
        _starts++;
        var strategy = new CmaesStrategy(mean.Length, population);
        var distribution = new CmaesDistribution(strategy, mean, _sigma);
        return (strategy, distribution, new CmaesStopping(strategy, _sigma), StretchOf(strategy, distribution));
    }

    private double[] StretchOf(CmaesStrategy strategy, CmaesDistribution distribution)
    {
        var stretch = _encoding.LeastDeviations(distribution.Mean, 1.0 / (strategy.Dimensions * strategy.Population));
        for (var i = 0; i < stretch.Length; i++) stretch[i] = Math.Max(1, stretch[i] / distribution.DeviationOf(i));
        return stretch;
    }
}
