using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Surface;

/// <summary>
/// A polynomial through noisy values by weighted least squares. The variance of a value is taken to be linear in its height above the least,
/// as it is of a square of a noisy distance; how steep is what makes the values likeliest (Carroll and Ruppert, Transformation and
/// Weighting in Regression, 1988, chapter 3).
/// </summary>
internal sealed class SurfaceFit
{
    private const double Ridge = 1e-9;

    // Between Akaike's 2 and Schwarz's log n: a term too many costs precision, one too few a bias.
    private const double Penalty = 3;

    // By how many times the variance grows up to the mean height.
    private static readonly double[] Growths = [0, 0.5, 2, 8, 32];

    private readonly double[] _heights;

    private SurfaceFit(Polynomial polynomial, double[] heights, double leastVariance, double cost) =>
        (Polynomial, _heights, LeastVariance, Cost) = (polynomial, heights, leastVariance, cost);

    /// <summary>The polynomial.</summary>
    public Polynomial Polynomial { get; }

    /// <summary>The variance of a value where it is least.</summary>
    public double LeastVariance { get; }

    /// <summary>Twice the negative log likelihood of the values, without its constant, and 3 a coefficient.</summary>
    public double Cost { get; }

    /// <summary>The fit, or <see langword="null"/> if the places don't determine it.</summary>
    /// <param name="places">More places than terms, in coordinates of the order of 1.</param>
    /// <param name="terms">The polynomial's terms.</param>
    /// <param name="values">One a place.</param>
    public static SurfaceFit? Of(IReadOnlyList<double[]> places, IReadOnlyList<int[]> terms, double[] values)
    {
        double[][] products = [.. places.Select(place => terms.Select(term => Polynomial.Product(term, place)).ToArray())];
        var best = Weighted(products, terms, values, Array.ConvertAll(values, _ => 1.0));
        for (var i = 0; i < Growths.Length && best is not null; i++)
        {
            var heights = best._heights;
            var mean = heights.Average();
            if (!(mean > 0)) break;
            var growth = Growths[i];
            var fit = Weighted(products, terms, values, Array.ConvertAll(heights, height => 1 + (growth * height / mean)));
            if (fit is not null && fit.Cost < best.Cost) best = fit;
        }
        return best;
    }

    private static SurfaceFit? Weighted(double[][] products, IReadOnlyList<int[]> terms, double[] values, double[] variances)
    {
        if (Solve(products, values, variances) is not { } coefficients) return null;
        var fitted = Array.ConvertAll(products, row => Product(row, coefficients));
        var (squares, logs) = (0.0, 0.0);
        for (var k = 0; k < values.Length; k++)
        {
            squares += (values[k] - fitted[k]) * (values[k] - fitted[k]) / variances[k];
            logs += PortableMath.Log(variances[k]);
        }
        if (!(squares > 0)) return null;
        var cost = (values.Length * PortableMath.Log(squares / values.Length)) + logs + (Penalty * terms.Count);
        var least = fitted.Min();
        return new(new(terms, coefficients), Array.ConvertAll(fitted, value => value - least), squares / (values.Length - terms.Count), cost);
    }

    private static double[]? Solve(double[][] products, double[] values, double[] variances)
    {
        var size = products[0].Length;
        var (matrix, right) = (new double[size, size], new double[size]);
        for (var k = 0; k < values.Length; k++)
        {
            var (row, weight) = (products[k], 1 / variances[k]);
            for (var i = 0; i < size; i++)
            {
                var weighted = weight * row[i];
                right[i] += weighted * values[k];
                for (var j = 0; j <= i; j++) matrix[i, j] += weighted * row[j];
            }
        }
        for (var i = 0; i < size; i++) matrix[i, i] *= 1 + Ridge;
        return CholeskyFactor.TryOf(matrix)?.Solve(right);
    }

    private static double Product(double[] row, double[] coefficients)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++) sum += row[i] * coefficients[i];
        return sum;
    }
}
