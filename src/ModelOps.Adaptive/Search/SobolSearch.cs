using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// The Sobol sequence from its first point, the origin; integers are interpolated and rounded half to even. With the option
/// <c>scramble</c> a random digital shift from the seed is laid over each dimension, and integers own equal slices. Never finishes.
/// </summary>
internal sealed class SobolSearch : ISearch
{
    private const string Scramble = "scramble";
    private const double TwoToMinus32 = 1.0 / 4294967296;

    private readonly SearchSpace _space;
    private readonly bool _scrambled;
    private readonly SobolSequence[] _sequences;
    private readonly uint[] _shifts;

    public SobolSearch(SearchSpace space, SearchSettings settings)
        : this(space, settings.Seed, new SearchOptions("sobol", settings.Options, Scramble).Flag(Scramble))
    {
    }

    private SobolSearch(SearchSpace space, ulong seed, bool scrambled)
    {
        if (space.Dimensions > SobolSequence.MostDimensions)
            throw new InvalidInputException("too_many_dimensions", $"The search space has {space.Dimensions} free parameters; algorithm 'sobol' takes at most {SobolSequence.MostDimensions}.", "Take 'builtin:lhs' or 'builtin:random'.");
        _space = space;
        _scrambled = scrambled;
        _sequences = [.. Enumerable.Range(0, space.Dimensions).Select(dimension => new SobolSequence(dimension))];
        _shifts = new uint[space.Dimensions];
        for (var d = 0; _scrambled && d < _shifts.Length; d++)
            _shifts[d] = (uint)new CounterRandom(seed, (uint)RandomPurpose.SobolShift, (uint)d).NextBits();
    }

    /// <summary>The design that the option <c>scramble</c> gives.</summary>
    public static SobolSearch Scrambled(SearchSpace space, ulong seed) => new(space, seed, scrambled: true);

    public bool Finished => false;

    public IReadOnlyList<ParameterSet> Ask(int round, int count)
    {
        var proposals = new ParameterSet[count];
        var point = new double[_sequences.Length];
        for (var i = 0; i < count; i++)
        {
            for (var d = 0; d < point.Length; d++) point[d] = (_sequences[d].Next() ^ _shifts[d]) * TwoToMinus32;
            proposals[i] = _scrambled ? _space.At(point) : _space.Interpolate(point);
        }
        return proposals;
    }

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        // Nothing is learned.
    }
}
