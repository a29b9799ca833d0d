using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Tpe;

/// <summary>
/// The deviations of kernels by Scott's rule, n^(-1/(d+4)) times the deviation of the points in each coordinate (Scott, Multivariate
/// Density Estimation, 1992), so that the kernels tighten as the points do; at least 1 / (1 + 3n/2), since a few points that happen to
/// agree say little (the 3/2 is the best of 1, 3/2 and 2 over the problems of bench/ModelOps.Bench.Search), and at most the interval.
/// </summary>
internal static class Bandwidths
{
    /// <summary>One deviation a coordinate.</summary>
    /// <param name="points">The points; may be none.</param>
    /// <param name="dimensions">The number of coordinates.</param>
    public static double[] Of(IReadOnlyList<ParzenPoint> points, int dimensions)
    {
        var factor = PortableMath.Exp(-PortableMath.Log(points.Count + 1) / (dimensions + 4));
        var least = 1 / (1 + (1.5 * points.Count));
        var bandwidths = new double[dimensions];
        for (var i = 0; i < dimensions; i++) bandwidths[i] = Math.Clamp(factor * DeviationOf(points, i), least, 1);
        return bandwidths;
    }

    private static double DeviationOf(IReadOnlyList<ParzenPoint> points, int dimension)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var point in points) mean += point.Place[dimension] / points.Count;
        foreach (var point in points) squares += (point.Place[dimension] - mean) * (point.Place[dimension] - mean);
        return Math.Sqrt(squares / Math.Max(1, points.Count));
    }
}
