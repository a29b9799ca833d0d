using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search.Gp;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Search.Surface;

/// <summary>
/// Proposes trials that tell where the loss is least: pairs on opposite sides of the place where it is expected, all over the
/// ellipsoid of a <see cref="ResponseSurface"/>, which begins around the better of all trials. Choices stay as they are at the start.
/// </summary>
internal sealed class SurfaceSearch
{
    private const int Redraws = 20;

    // Of the squared radius: hardly anything is learned from the very middle.
    private const double Inner = 0.1;

    private const double ElitePart = 0.4;
    private const int PlacesOfCoefficient = 3;

    // 136 coefficients, which take a fit a tenth of a second.
    private const int MostNumbers = 15;

    // What is known of the place changes with the root of the number of trials: a fit for each of them would cost much and bring little.
    private const double NewPart = 0.1;

    private readonly SearchSpace _space;
    private readonly IReadOnlyList<Observation> _observations;
    private readonly double[] _start;
    private readonly int[] _numbers;
    private readonly ResponseSurface _surface;
    private double[]? _opposite;
    private int _fitted;

    private SurfaceSearch(SearchSpace space, IReadOnlyList<Observation> observations, double[] start)
    {
        (_space, _observations, _start) = (space, observations, start);
        _numbers = NumbersOf(space);
        var good = Known().OrderBy(observation => observation.Loss).ToList();
        var elite = Math.Max(PlacesNeeded(_numbers.Length), (int)(ElitePart * good.Count));
        _surface = new([.. good.Take(elite).Select(observation => Part(observation.Place))]);
    }

    /// <summary>Whether a space has numbers for a surface, and so many trials suffice for it.</summary>
    public static bool Suffices(SearchSpace space, int trials) => NumbersOf(space).Length is > 0 and <= MostNumbers and var numbers && trials >= PlacesNeeded(numbers);

    /// <summary>The search, or <see langword="null"/> if too few trials with the same choices have a loss.</summary>
    /// <param name="space">The space, with a number among its free parameters.</param>
    /// <param name="observations">All trials; it may grow.</param>
    /// <param name="start">About where the loss is least.</param>
    public static SurfaceSearch? From(SearchSpace space, IReadOnlyList<Observation> observations, double[] start)
    {
        var search = new SurfaceSearch(space, observations, start);
        return search.Known().Count < PlacesNeeded(search._numbers.Length) ? null : search;
    }

    /// <summary>Where it started.</summary>
    public ParameterSet Start => _space.At(_start);

    /// <summary>The parameter set at which the least loss is expected.</summary>
    public ParameterSet Least()
    {
        Fit();
        return _space.At(Whole(_surface.Least));
    }

    /// <summary>The next proposals.</summary>
    public IReadOnlyList<ParameterSet> Ask(CounterRandom random, int count)
    {
        if (_observations.Count >= _fitted * (1 + NewPart)) Fit();
        return [.. Enumerable.Range(0, count).Select(_ => _space.At(Next(random)))];
    }

    private static int PlacesNeeded(int numbers) => PlacesOfCoefficient * ResponseSurface.Coefficients(numbers);

    private static int[] NumbersOf(SearchSpace space) =>
        [.. Enumerable.Range(0, space.Dimensions).Where(d => space.Free[d] is not CategoricalParameter)];

    private void Fit()
    {
        var near = Known();
        _surface.Fit(near.ConvertAll(observation => Part(observation.Place)), near.ConvertAll(observation => observation.Loss));
        _fitted = _observations.Count;
    }

    private List<Observation> Known() =>
        [.. _observations.Where(observation => double.IsFinite(observation.Loss) && HasSameChoices(observation.Place))];

    private double[] Next(CounterRandom random)
    {
        if (_opposite is { } opposite)
        {
            _opposite = null;
            if (IsAllowed(opposite)) return opposite;
        }
        for (var i = 0; i < Redraws; i++)
        {
            var coordinates = Shell(random);
            var place = Spread(Whole(_surface.At(coordinates)), random);
            if (!IsAllowed(place)) continue;
            _opposite = Spread(Whole(_surface.At(Array.ConvertAll(coordinates, value => -value))), random);
            return place;
        }
        return Whole(_surface.Least);
    }

    // However narrow the ellipsoid has become, an integer's neighbours are tried too: without them its slope is not known.
    private double[] Spread(double[] place, CounterRandom random)
    {
        foreach (var d in _numbers)
        {
            if (_space.Free[d] is IntParameter whole) place[d] += whole.SliceAt(Math.Clamp(place[d], 0, 1)) * ((2 * random.NextUniform()) - 1);
        }
        return place;
    }

    private double[] Shell(CounterRandom random)
    {
        var direction = Array.ConvertAll(_numbers, _ => random.NextGaussian());
        var length = Math.Sqrt(direction.Sum(value => value * value));
        var radius = Math.Sqrt(Inner + ((1 - Inner) * random.NextUniform()));
        return Array.ConvertAll(direction, value => value * radius / length);
    }

    private bool IsAllowed(double[] place) =>
        place.All(value => value is >= 0 and <= 1) && (_space.Constraints.Count == 0 || _space.Violated(_space.At(place)) is null);

    private bool HasSameChoices(double[] place) =>
        _numbers.Length == place.Length || Enumerable.Range(0, place.Length).Except(_numbers).All(d => place[d] == _start[d]);

    private double[] Part(double[] place) => Array.ConvertAll(_numbers, d => place[d]);

    private double[] Whole(double[] numbers)
    {
        var place = (double[])_start.Clone();
        for (var i = 0; i < _numbers.Length; i++) place[_numbers[i]] = numbers[i];
        return place;
    }
}
