using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>Coordinates in which some points have mean 0 and variance 1 in every direction.</summary>
internal sealed class SpreadFrame
{
    // Points that agree in a direction must not be torn apart in it.
    private const double Least = 1e-6;

    private readonly double[] _mean;
    private readonly SymmetricEigen _axes;

    private SpreadFrame(double[] mean, SymmetricEigen axes) => (_mean, _axes) = (mean, axes);

    /// <summary>The frame of some points, at least one.</summary>
    public static SpreadFrame Of(IReadOnlyList<Candidate> points)
    {
        var size = points[0].Place.Length;
        var mean = Enumerable.Range(0, size).Select(i => points.Average(point => point.Place[i])).ToArray();
        var covariance = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++) covariance[i, j] = points.Average(point => (point.Place[i] - mean[i]) * (point.Place[j] - mean[j]));
        }
        return new(mean, SymmetricEigen.Of(covariance));
    }

    /// <summary>A place in these coordinates.</summary>
    public double[] Into(double[] place)
    {
        var into = new double[place.Length];
        for (var k = 0; k < into.Length; k++)
        {
            for (var i = 0; i < place.Length; i++) into[k] += _axes.Vectors[i, k] * (place[i] - _mean[i]);
            into[k] /= SizeOf(k);
        }
        return into;
    }

    /// <summary>A direction of these coordinates as one of places.</summary>
    public double[] OutOf(double[] direction)
    {
        var place = new double[direction.Length];
        for (var k = 0; k < direction.Length; k++)
        {
            for (var i = 0; i < place.Length; i++) place[i] += _axes.Vectors[i, k] * SizeOf(k) * direction[k];
        }
        return place;
    }

    private double SizeOf(int axis) => Math.Max(Math.Sqrt(Math.Max(_axes.Values[axis], 0)), Least);
}
