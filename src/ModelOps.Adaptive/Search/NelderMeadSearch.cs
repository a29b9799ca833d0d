using System.Numerics;
using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search.NelderMead;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// Nelder-Mead descents over the unit cube, whose surface mirrors (clamping would flatten the simplex against it), for losses with
/// little noise. The first starts at the centre; one whose simplex has collapsed is repeated from its best place until that does not
/// move, since a simplex may collapse on a slope, and then one starts at a random place.
/// A round is as large as what can be simulated at a time: the vertices of a new or shrunken simplex, otherwise a single trial.
/// Integers are searched between their values: a vertex has the loss of the integer whose slice it lies in. Choices have no direction
/// to descend in and are refused. Failed trials are the worst; a simplex of failures alone is left for a random place.
/// Options: <c>size</c>, the edges of a first simplex as a part of each range (0.2); <c>tolerance</c>, the extent in each coordinate at
/// which it has collapsed (1e-6), where an integer's has with one value; <c>restarts</c>, after which the search finishes, by default without limit.
/// </summary>
internal sealed class NelderMeadSearch : ISearch
{
    private const double DefaultSize = 0.2;
    private const double DefaultTolerance = 1e-6;

    private readonly SearchSpace _space;
    private readonly ulong _seed;
    private readonly double _size;
    private readonly double _tolerance;
    private readonly int _mostRestarts;
    private readonly List<double> _losses = [];
    private Simplex _simplex;
    private int _asked;
    private int _restarts;
    private double[] _start;

    private NelderMeadSearch(SearchSpace space, SearchSettings settings, SearchOptions options)
    {
        (_space, _seed) = (space, settings.Seed);
        _size = options.Positive("size", 0.5) ?? DefaultSize;
        _tolerance = options.Positive("tolerance", 1) ?? DefaultTolerance;
        _mostRestarts = options.Int("restarts", 0, int.MaxValue) ?? int.MaxValue;
        _start = [.. space.Free.Select(_ => 0.5)];
        _simplex = new(Around(_start));
    }

    /// <summary>Creates the search; in a space without a free parameter, one that repeats its only point.</summary>
    /// <exception cref="InvalidInputException">Code <c>choices_not_searchable</c>: a free parameter is categorical.</exception>
    public static ISearch Create(SearchSpace space, SearchSettings settings)
    {
        var options = new SearchOptions("nelder_mead", settings.Options, "size", "tolerance", "restarts");
        if (space.Free.FirstOrDefault(parameter => parameter is CategoricalParameter) is { } choices)
        {
            throw new InvalidInputException(
                "choices_not_searchable",
                $"Parameter '{choices.Name}' is categorical; algorithm 'nelder_mead' takes floats and integers.",
                "Fix the parameter, or take 'builtin:tpe' or 'builtin:cmaes'.");
        }
        return space.Dimensions == 0 ? new RandomSearch(space, settings.Seed) : new NelderMeadSearch(space, settings, options);
    }

    public bool Finished { get; private set; }

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        if (Finished) return [];
        var proposals = new ParameterSet[Math.Min(count, _simplex.Wanted.Count - _asked)];
        for (var i = 0; i < proposals.Length; i++) proposals[i] = _space.At(Inside(_simplex.Wanted[_asked++]));
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results)
        {
            if (Finished) return;
            if (_losses.Count == _asked) throw new InvalidOperationException("A result was told for a trial that was not asked.");
            _losses.Add(result.Status == TrialStatus.Completed ? result.Loss : double.PositiveInfinity);
            if (_losses.Count == _simplex.Wanted.Count) Step();
        }
    }

    public void Learn(IReadOnlyList<TrialResult> results)
    {
        if (_asked > 0 || _simplex.Vertices.Count > 0) return;
        var best = results.Where(result => result.Status == TrialStatus.Completed).MinBy(result => result.Loss);
        if (best is null) return;
        _start = _space.Locate(best.Parameters);
        _simplex = new(Around(_start));
    }

    private void Step()
    {
        _simplex.Take(_losses);
        _losses.Clear();
        _asked = 0;
        var isHopeless = double.IsPositiveInfinity(_simplex.Vertices[0].Loss);
        if (!isHopeless && !HasCollapsed()) return;
        Finished = _restarts == _mostRestarts;
        if (Finished) return;
        _restarts++;
        var best = _simplex.Vertices[0].Place;
        _start = !isHopeless && Differ(_start, best, 10 * _tolerance) ? Inside(best) : RandomPlace();
        _simplex = new(Around(_start));
    }

    private bool HasCollapsed()
    {
        var low = new double[_space.Dimensions];
        var high = new double[_space.Dimensions];
        for (var i = 0; i < low.Length; i++)
            (low[i], high[i]) = (_simplex.Vertices.Min(vertex => vertex.Place[i]), _simplex.Vertices.Max(vertex => vertex.Place[i]));
        return !Differ(low, high, _tolerance);
    }

    // Beyond the tolerance in a float, or in another value of an integer.
    private bool Differ(double[] first, double[] second, double tolerance)
    {
        for (var i = 0; i < first.Length; i++)
        {
            if (Math.Abs(first[i] - second[i]) <= tolerance) continue;
            if (_space.Free[i] is FloatParameter || !_space.Free[i].At(CubeEncoding.Fold(first[i])).Equals(_space.Free[i].At(CubeEncoding.Fold(second[i])))) return true;
        }
        return false;
    }

    private static double[] Inside(double[] place) => [.. place.Select(CubeEncoding.Fold)];

    private double[] RandomPlace()
    {
        var random = new CounterRandom(_seed, (uint)RandomPurpose.Simplexes, (uint)_restarts);
        return [.. _space.Free.Select(_ => random.NextUniform())];
    }

    // Along each axis towards the farther bound; of an integer at least so far that another value is reached.
    private List<double[]> Around(double[] place)
    {
        var vertices = new List<double[]> { place };
        for (var i = 0; i < place.Length; i++)
        {
            var edge = _space.Free[i] is IntParameter whole ? Math.Max(_size, whole.SliceOf((long)(BigInteger)whole.At(place[i]).Value)) : _size;
            var vertex = (double[])place.Clone();
            vertex[i] += place[i] > 0.5 ? -edge : edge;
            vertices.Add(vertex);
        }
        return vertices;
    }
}
