using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// A Latin hypercube of <c>max_trials</c> points: each dimension is cut into as many equal strata, each stratum has one point, at a
/// random place in it, and the dimensions' orders are independent (McKay, Beckman and Conover, Technometrics 21, 1979). Finishes with
/// the last point.
/// </summary>
internal sealed class LatinHypercubeSearch : ISearch
{
    private readonly SearchSpace _space;
    private readonly double[][] _columns;
    private readonly int _size;
    private int _next;

    public LatinHypercubeSearch(SearchSpace space, SearchSettings settings)
    {
        _ = new SearchOptions("lhs", settings.Options);
        _space = space;
        _size = settings.MaxTrials ?? throw new InvalidInputException(
            "max_trials_required", "Algorithm 'lhs' needs max_trials: it is the size of the design.", "Add max_trials to the algorithm.");
        _columns = [.. Enumerable.Range(0, space.Dimensions).Select(dimension => Column(settings.Seed, dimension, _size))];
    }

    public bool Finished => _next == _size;

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        var proposals = new ParameterSet[Math.Min(count, _size - _next)];
        for (var i = 0; i < proposals.Length; i++, _next++)
            proposals[i] = _space.At([.. _columns.Select(column => column[_next])]);
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        // Nothing is learned.
    }

    private static double[] Column(ulong seed, int dimension, int size)
    {
        var random = new CounterRandom(seed, (uint)RandomPurpose.LatinHypercube, (uint)dimension);
        var strata = random.NextPermutation(size);
        var column = new double[size];
        for (var i = 0; i < size; i++) column[i] = (strata[i] + random.NextUniform()) / size;
        return column;
    }
}
