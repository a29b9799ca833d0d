using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// Coordinates for a continuous search over a mixed space: a number has one coordinate, its place in the unit interval; a categorical
/// has one coordinate a choice, and the largest of them is chosen, so that no order of the choices is assumed.
/// </summary>
internal sealed class CubeEncoding
{
    private readonly SearchSpace _space;
    private readonly List<SearchParameter> _owners = [];

    public CubeEncoding(SearchSpace space)
    {
        _space = space;
        foreach (var parameter in space.Free)
        {
            var width = parameter is CategoricalParameter categorical ? categorical.Choices.Count : 1;
            for (var i = 0; i < width; i++) _owners.Add(parameter);
        }
        Continuous = _owners.ConvertAll(owner => owner is FloatParameter);
    }

    /// <summary>The number of coordinates.</summary>
    public int Count => _owners.Count;

    /// <summary>Which coordinates belong to floats.</summary>
    public IReadOnlyList<bool> Continuous { get; }

    /// <summary>Whether the coordinates of all numbers are in the unit interval; those of choices have no bounds.</summary>
    public bool IsInside(double[] coordinates)
    {
        for (var i = 0; i < coordinates.Length; i++)
        {
            if (_owners[i] is not CategoricalParameter && coordinates[i] is not (>= 0 and <= 1)) return false;
        }
        return true;
    }

    /// <summary>Brings a mean's coordinates of choices into the unit interval, so that no choice gets out of reach of another.</summary>
    public void Confine(double[] mean)
    {
        for (var i = 0; i < mean.Length; i++)
        {
            if (_owners[i] is CategoricalParameter) mean[i] = Math.Clamp(mean[i], 0, 1);
        }
    }

    /// <summary>The parameter set at the coordinates; those of numbers are reflected into the unit interval.</summary>
    public ParameterSet Decode(double[] coordinates)
    {
        var point = new double[_space.Dimensions];
        var next = 0;
        for (var d = 0; d < point.Length; d++)
        {
            if (_space.Free[d] is not CategoricalParameter categorical)
            {
                point[d] = Fold(coordinates[next++]);
                continue;
            }
            var best = next;
            for (var i = 1; i < categorical.Choices.Count; i++)
            {
                if (coordinates[next + i] > coordinates[best]) best = next + i;
            }
            point[d] = (best - next + 0.5) / categorical.Choices.Count;
            next += categorical.Choices.Count;
        }
        return _space.At(point);
    }

    /// <summary>Coordinates that <see cref="Decode"/> maps to the given set: 1 for what is chosen, 0 for the other choices.</summary>
    public double[] Locate(ParameterSet set)
    {
        var point = _space.Locate(set);
        var coordinates = new double[Count];
        var next = 0;
        for (var d = 0; d < point.Length; d++)
        {
            if (_space.Free[d] is CategoricalParameter categorical)
            {
                coordinates[next + (int)(point[d] * categorical.Choices.Count)] = 1;
                next += categorical.Choices.Count;
            }
            else
            {
                coordinates[next++] = point[d];
            }
        }
        return coordinates;
    }

    /// <summary>
    /// The least standard deviation of each coordinate with which another value of its parameter is still drawn with the given
    /// probability, whatever the mean in the cube; 0 for floats. The idea of the margin of Hamano et al., CMA-ES with Margin
    /// (GECCO 2022), as a bound on the deviation.
    /// </summary>
    public double[] LeastDeviations(double[] mean, double probability)
    {
        var oneSided = NormalDistribution.Quantile(1 - probability);
        var twoSided = NormalDistribution.Quantile(1 - (probability / 2));
        var least = new double[Count];
        for (var i = 0; i < least.Length; i++)
        {
            least[i] = _owners[i] switch
            {
                IntParameter whole => whole.SliceAt(Fold(mean[i])) / (2 * twoSided),
                // The difference of two independent coordinates has to exceed 1 at most.
                CategoricalParameter => 1 / (Math.Sqrt(2) * oneSided),
                _ => 0,
            };
        }
        return least;
    }

    /// <summary>A coordinate reflected at 0 and 1 as often as it takes to lie between them.</summary>
    public static double Fold(double coordinate)
    {
        var place = coordinate - (2 * Math.Floor(coordinate / 2));
        return place > 1 ? 2 - place : place;
    }
}
