using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Surface;

/// <summary>An ellipsoid in the unit cube: the image centre + A u of the unit ball.</summary>
internal sealed class Ellipsoid
{
    // Longer ones leave the cube wherever they are.
    private const double LongestAxis = 1;
    private const double LeastAxis = 1e-3;

    private readonly double[,] _axes;
    private readonly double[,] _inverse;

    private Ellipsoid(double[] centre, double[,] axes, double[,] inverse) => (Centre, _axes, _inverse) = (centre, axes, inverse);

    /// <summary>Its middle.</summary>
    public double[] Centre { get; }

    /// <summary>One that is as wide as some places lie: its axes are twice their deviations.</summary>
    public static Ellipsoid Around(IReadOnlyList<double[]> places)
    {
        var size = places[0].Length;
        var (centre, covariance) = (new double[size], new double[size, size]);
        for (var i = 0; i < size; i++) centre[i] = places.Average(place => place[i]);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++) covariance[i, j] = places.Average(place => (place[i] - centre[i]) * (place[j] - centre[j]));
        }
        var shape = SymmetricEigen.Of(covariance);
        var lengths = Array.ConvertAll(shape.Values, variance => Math.Max(LeastAxis, 2 * Math.Sqrt(Math.Max(0, variance))));
        var unit = new double[size, size];
        for (var i = 0; i < size; i++) unit[i, i] = 1;
        return new Ellipsoid(centre, unit, unit).Reshaped(centre, shape, lengths);
    }

    /// <summary>The place at the coordinates u.</summary>
    public double[] At(double[] coordinates)
    {
        var place = Times(_axes, coordinates);
        for (var i = 0; i < place.Length; i++) place[i] += Centre[i];
        return place;
    }

    /// <summary>The coordinates u of a place; in the ellipsoid their length is at most 1.</summary>
    public double[] CoordinatesOf(double[] place) => Times(_inverse, [.. place.Zip(Centre, (value, middle) => value - middle)]);

    /// <summary>Another ellipsoid by its axes in the coordinates u.</summary>
    /// <param name="centre">Its middle, in the cube.</param>
    /// <param name="shape">The directions of its axes, as the vectors.</param>
    /// <param name="lengths">The lengths of its axes.</param>
    public Ellipsoid Reshaped(double[] centre, SymmetricEigen shape, double[] lengths)
    {
        var size = centre.Length;
        var (axes, inverse) = (new double[size, size], new double[size, size]);
        for (var k = 0; k < size; k++)
        {
            var (column, square) = (new double[size], 0.0);
            for (var i = 0; i < size; i++) column[i] = shape.Vectors[i, k] * lengths[k];
            column = Times(_axes, column);
            foreach (var part in column) square += part * part;
            var shortening = Math.Min(1, LongestAxis / Math.Sqrt(square));
            for (var i = 0; i < size; i++)
            {
                axes[i, k] = column[i] * shortening;
                for (var j = 0; j < size; j++) inverse[k, i] += shape.Vectors[j, k] * _inverse[j, i] / (lengths[k] * shortening);
            }
        }
        return new(centre, axes, inverse);
    }

    private static double[] Times(double[,] matrix, double[] vector)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++) product[i] += matrix[i, j] * vector[j];
        }
        return product;
    }
}
