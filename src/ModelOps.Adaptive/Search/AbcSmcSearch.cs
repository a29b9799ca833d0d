using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search.Abc;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// Approximate Bayesian computation by sequential Monte Carlo (Toni et al., J. R. Soc. Interface 6, 2009): a weighted sample of the posterior
/// under a prior that is uniform on the scales of the space. The loss is the distance, the targets are the summaries. Each population
/// takes the first trials, in their order, within its epsilon, and the next epsilon is a quantile of the distances it took. Integers
/// and choices are drawn through their slices of the unit interval, choices in the order of the spec.
/// Options: <c>particles</c> (100); <c>quantile</c> (0.5); it finishes after <c>populations</c> (no limit), at an epsilon of
/// <c>tolerance</c> (none), when fewer than <c>acceptance</c> (0.01) of a population's trials are taken, or when distances no longer differ.
/// </summary>
internal sealed class AbcSmcSearch : ISearch
{
    // Beyond, hardly a trial of a moved particle lies in the cube, and none within an epsilon.
    private const int MostDimensions = 20;
    private const int MostParticles = 100_000;

    private readonly SearchSpace _space;
    private readonly ulong _seed;
    private readonly int _particles;
    private readonly double _quantile;
    private readonly int _populations;
    private readonly double _tolerance;
    private readonly double _acceptance;
    private readonly Queue<(int Generation, ParameterSet Parameters, double[] Place)> _outstanding = new();
    private readonly List<Particle> _accepted = [];
    private Population? _population;
    private double _epsilon = double.PositiveInfinity;
    private int _generation;
    private long _tried;

    private AbcSmcSearch(SearchSpace space, SearchSettings settings, SearchOptions options)
    {
        (_space, _seed) = (space, settings.Seed);
        _particles = options.Int("particles", 2, MostParticles) ?? 100;
        _quantile = options.Positive("quantile", 1) ?? 0.5;
        _populations = options.Int("populations", 1, int.MaxValue) ?? int.MaxValue;
        _tolerance = options.Positive("tolerance", double.MaxValue) ?? double.NegativeInfinity;
        _acceptance = options.Positive("acceptance", 1) ?? 0.01;
    }

    /// <summary>Creates the search; in a space without a free parameter, one that repeats its only point.</summary>
    /// <exception cref="InvalidInputException">Code <c>too_many_dimensions</c>.</exception>
    public static ISearch Create(SearchSpace space, SearchSettings settings)
    {
        var options = new SearchOptions("abc_smc", settings.Options, "particles", "quantile", "populations", "tolerance", "acceptance");
        if (space.Dimensions > MostDimensions)
            throw new InvalidInputException("too_many_dimensions", $"The search space has {space.Dimensions} free parameters; algorithm 'abc_smc' takes at most {MostDimensions}.", "Fix the parameters that matter least.");
        return space.Dimensions == 0 ? new RandomSearch(space, settings.Seed) : new AbcSmcSearch(space, settings, options);
    }

    public bool Finished { get; private set; }

    /// <summary>The last population that is complete.</summary>
    public IReadOnlyList<WeightedPoint> Posterior => _population is null
        ? []
        : [.. _population.Particles.Zip(_population.Weights, (particle, weight) => new WeightedPoint(particle.Parameters, particle.Distance, weight))];

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        if (Finished) return [];
        var random = new CounterRandom(_seed, (uint)RandomPurpose.Particles, (uint)round);
        var proposals = new ParameterSet[count];
        for (var i = 0; i < count; i++)
        {
            var place = _population?.Draw(random) ?? [.. _space.Free.Select(_ => random.NextUniform())];
            proposals[i] = _space.At(place);
            _outstanding.Enqueue((_generation, proposals[i], place));
        }
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results)
        {
            if (!_outstanding.TryDequeue(out var asked)) throw new InvalidOperationException("A result was told for a trial that was not asked.");
            // One of a population that was complete before it came has nothing to be weighed by.
            if (Finished || asked.Generation != _generation) continue;
            _tried++;
            if (result.Status == TrialStatus.Completed && result.Loss <= _epsilon) _accepted.Add(new(asked.Parameters, asked.Place, result.Loss));
            if (_accepted.Count == _particles) EndPopulation();
            else Finished = _tried * _acceptance >= _particles;
        }
    }

    private void EndPopulation()
    {
        _population = Population.Of([.. _accepted], _population);
        _generation++;
        var distances = _accepted.Select(particle => particle.Distance).Order().ToList();
        var next = distances[Math.Max(0, (int)Math.Ceiling(_quantile * distances.Count) - 1)];
        Finished = _generation == _populations || _epsilon <= _tolerance || !(next < distances[^1]);
        _epsilon = Math.Max(next, _tolerance);
        _accepted.Clear();
        _tried = 0;
    }
}
