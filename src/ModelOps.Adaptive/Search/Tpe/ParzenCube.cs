using System.Numerics;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Search.Tpe;

/// <summary>The unit cube of a space as Parzen estimators see it: which coordinates are choices, and where discrete values lie.</summary>
internal sealed class ParzenCube
{
    private readonly SearchSpace _space;

    public ParzenCube(SearchSpace space)
    {
        _space = space;
        Choices = [.. space.Free.Select(parameter => parameter is CategoricalParameter categorical ? categorical.Choices.Count : 0)];
    }

    /// <summary>The number of choices of each coordinate; 0 for a number.</summary>
    public int[] Choices { get; }

    /// <summary>The number of coordinates.</summary>
    public int Dimensions => Choices.Length;

    /// <summary>The middle of the slice that a coordinate lies in; of a float the coordinate itself.</summary>
    public double Snap(int dimension, double unit) => _space.Snap(dimension, unit);

    /// <summary>The point of a parameter set of the space.</summary>
    public ParzenPoint Locate(ParameterSet set) => PointAt(_space.Locate(set));

    /// <summary>The point at a place whose coordinates are snapped.</summary>
    public ParzenPoint PointAt(double[] place)
    {
        var least = new double[place.Length];
        for (var i = 0; i < least.Length; i++)
        {
            if (_space.Free[i] is IntParameter whole) least[i] = whole.SliceOf((long)(BigInteger)whole.At(place[i]).Value) / 2;
        }
        return new(place, least);
    }

    /// <summary>The parameter set at a place.</summary>
    public ParameterSet SetAt(double[] place) => _space.At(place);
}
