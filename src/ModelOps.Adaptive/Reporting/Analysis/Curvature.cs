using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>
/// The loss near the best as a quadratic, from which the range of a parameter that fits nearly as well follows although the search did not
/// try all of it: half of it is sqrt(2 rise (H^-1)_ii), the profile likelihood of a quadratic (Pawitan 2001, In All Likelihood, 3.4). It
/// is fitted to trials that are up to nine times as far from the best loss as those that fit nearly as well, at most one of any that are
/// close to each other, in coordinates in which they are spread alike in all directions.
/// </summary>
internal sealed class Curvature
{
    private const double Reach = 9;
    private const double Apart = 0.002;
    private const double Predicts = 0.9;
    private const double Sure = 3;
    private const int MostPoints = 400;
    private const int MostDimensions = 12;

    private readonly double[]? _widths;

    private Curvature(double[]? widths, bool isKnown) => (_widths, IsKnown) = (widths, isKnown);

    /// <summary>For what is judged otherwise.</summary>
    public static Curvature Unneeded { get; } = new(null, isKnown: true);

    /// <summary>
    /// Whether trials about the best say enough. Losses that scatter do not follow a quadratic, and then the scatter itself has spread the
    /// trials that fit nearly as well.
    /// </summary>
    public bool IsKnown { get; }

    /// <summary>The part of its range over which a parameter fits nearly as well, at most 1; <see langword="null"/> if no quadratic fits.</summary>
    public double? WidthOf(int parameter) => _widths?[parameter];

    /// <summary>The curvature of a study that searches.</summary>
    public static Curvature Of(SearchSpace space, IReadOnlyList<Candidate> ranked, Elite elite)
    {
        var rise = elite.Bound - ranked[0].Loss;
        if (!elite.IsLikelihood || !elite.IsEnough || space.Dimensions > MostDimensions || !(rise > 0) || space.Free.Any(parameter => parameter is CategoricalParameter))
            return Unneeded;
        var points = Thinned(ranked.TakeWhile(candidate => candidate.Loss <= ranked[0].Loss + (Reach * rise)));
        var terms = (space.Dimensions + 1) * (space.Dimensions + 2) / 2;
        if (points.Count < 2 * terms) return new(null, isKnown: false);
        var frame = SpreadFrame.Of(points);
        var rows = points.ConvertAll(point => Quadratic(frame.Into(point.Place)));
        var values = points.ConvertAll(point => (point.Loss - ranked[0].Loss) / rise);
        var (coefficients, predictive) = LeastSquares.Fit(rows, values);
        if (predictive < Predicts) return new(null, isKnown: true);
        return new(WidthsOf(frame, HessianOf(coefficients, space.Dimensions), NoiseOf(values, predictive)), isKnown: true);
    }

    // In a direction whose curvature is within its error the loss may be flat.
    private static double[] WidthsOf(SpreadFrame frame, double[,] hessian, double noise)
    {
        var eigen = SymmetricEigen.Of(hessian);
        var widths = new double[hessian.GetLength(0)];
        for (var k = 0; k < widths.Length; k++)
        {
            var curvature = Math.Max(eigen.Values[k], 1e-12);
            if (curvature < Sure * noise) curvature = 1e-12;
            var direction = frame.OutOf([.. Enumerable.Range(0, widths.Length).Select(i => eigen.Vectors[i, k])]);
            for (var i = 0; i < widths.Length; i++) widths[i] += direction[i] * direction[i] / curvature;
        }
        return [.. widths.Select(variance => Math.Min(2 * Math.Sqrt(2 * variance), 1))];
    }

    private static double NoiseOf(List<double> values, double predictive)
    {
        var mean = values.Average();
        return Math.Sqrt((1 - predictive) * values.Average(value => (value - mean) * (value - mean)) / values.Count);
    }

    private static double[,] HessianOf(double[] coefficients, int size)
    {
        var hessian = new double[size, size];
        var next = 1 + size;
        for (var i = 0; i < size; i++)
        {
            for (var j = i; j < size; j++, next++)
            {
                hessian[i, j] = i == j ? 2 * coefficients[next] : coefficients[next];
                hessian[j, i] = hessian[i, j];
            }
        }
        return hessian;
    }

    private static double[] Quadratic(double[] place)
    {
        var row = new List<double> { 1 };
        row.AddRange(place);
        for (var i = 0; i < place.Length; i++)
        {
            for (var j = i; j < place.Length; j++) row.Add(place[i] * place[j]);
        }
        return [.. row];
    }

    private static List<Candidate> Thinned(IEnumerable<Candidate> ranked)
    {
        var kept = new List<Candidate>();
        foreach (var candidate in ranked)
        {
            if (kept.Count == MostPoints) break;
            if (!kept.Exists(other => other.Place.Zip(candidate.Place).All(pair => Math.Abs(pair.First - pair.Second) < Apart))) kept.Add(candidate);
        }
        return kept;
    }
}
