using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Surface;

/// <summary>Looks for the least value of a polynomial near a place, by Newton's steps that are bent downhill and kept short.</summary>
internal static class Descent
{
    private const int Steps = 20;
    private const int Halvings = 8;
    private const double LongestStep = 0.5;
    private const double Farthest = 1;
    private const double LeastCurvature = 1e-6;

    /// <summary>The place found.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="polynomial">What is to be small.</param>
    /// <param name="allowed">The nearest place that is allowed.</param>
    public static double[] From(double[] start, Polynomial polynomial, Func<double[], double[]> allowed)
    {
        var (place, value) = (start, polynomial.At(start));
        for (var i = 0; i < Steps; i++)
        {
            var (step, isBetter) = (Step(polynomial, place), false);
            for (var halving = 0; halving < Halvings && !isBetter; halving++)
            {
                var next = allowed(Shortened([.. place.Zip(step, (from, by) => from + by)], Farthest));
                var found = polynomial.At(next);
                isBetter = found < value;
                if (isBetter) (place, value) = (next, found);
                else step = Array.ConvertAll(step, by => by / 2);
            }
            if (!isBetter) break;
        }
        return place;
    }

    private static double[] Step(Polynomial polynomial, double[] place)
    {
        var slope = polynomial.Slope(place);
        var shape = SymmetricEigen.Of(polynomial.Curvature(place));
        var least = LeastCurvature * shape.Values.Max(Math.Abs);
        var step = new double[place.Length];
        for (var k = 0; k < step.Length; k++)
        {
            var along = 0.0;
            for (var i = 0; i < step.Length; i++) along += shape.Vectors[i, k] * slope[i];
            along /= Math.Max(Math.Abs(shape.Values[k]), Math.Max(least, double.Epsilon));
            for (var i = 0; i < step.Length; i++) step[i] -= shape.Vectors[i, k] * along;
        }
        return Shortened(step, LongestStep);
    }

    private static double[] Shortened(double[] vector, double longest)
    {
        var length = Math.Sqrt(vector.Sum(value => value * value));
        return length <= longest ? vector : Array.ConvertAll(vector, value => value * longest / length);
    }
}
