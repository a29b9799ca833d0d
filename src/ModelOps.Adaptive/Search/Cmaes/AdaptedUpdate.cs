using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Cmaes;

/// <summary>Takes only a part of each update of a distribution: the learning rates of mean and covariance.</summary>
/// <param name="dimensions">The number of coordinates.</param>
internal sealed class AdaptedUpdate(int dimensions)
{
    private const double LeastEigenvalue = 2.2250738585072014e-308;

    private readonly LearningRate _ofMean = new(dimensions, 0.1);
    private readonly LearningRate _ofCovariance = new(dimensions * dimensions, 0.03);

    /// <summary>What becomes of the distribution.</summary>
    /// <param name="before">Before the update: mean, and sigma^2 C.</param>
    /// <param name="after">After it.</param>
    /// <returns>Mean, C with the determinant 1, and sigma, which makes up for a change of the mean's rate.</returns>
    public (double[] Mean, double[,] Shape, double Sigma) Temper((double[] Mean, double[,] Covariance) before, (double[] Mean, double[,] Covariance) after)
    {
        var white = Whitening(before.Covariance);
        var rateBefore = _ofMean.Value;
        _ofMean.Adapt(Times(white, [.. after.Mean.Zip(before.Mean, (now, old) => now - old)]));
        _ofCovariance.Adapt(Whitened(white, before.Covariance, after.Covariance));
        var mean = new double[dimensions];
        var covariance = new double[dimensions, dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            mean[i] = before.Mean[i] + (_ofMean.Value * (after.Mean[i] - before.Mean[i]));
            for (var j = 0; j < dimensions; j++)
                covariance[i, j] = before.Covariance[i, j] + (_ofCovariance.Value * (after.Covariance[i, j] - before.Covariance[i, j]));
        }
        var scale = Scale(covariance);
        for (var i = 0; i < dimensions; i++)
        {
            for (var j = 0; j < dimensions; j++) covariance[i, j] /= scale * scale;
        }
        return (mean, covariance, scale * (rateBefore / _ofMean.Value));
    }

    // The geometric mean of the axes' lengths.
    private double Scale(double[,] covariance)
    {
        var sum = 0.0;
        foreach (var value in SymmetricEigen.Of(covariance).Values) sum += PortableMath.Log(Math.Max(value, LeastEigenvalue));
        return PortableMath.Exp(sum / (2 * dimensions));
    }

    // The inverse of the symmetric root of a covariance.
    private double[,] Whitening(double[,] covariance)
    {
        var eigen = SymmetricEigen.Of(covariance);
        var white = new double[dimensions, dimensions];
        for (var k = 0; k < dimensions; k++)
        {
            var inverse = 1 / Math.Sqrt(Math.Max(eigen.Values[k], LeastEigenvalue));
            for (var i = 0; i < dimensions; i++)
            {
                for (var j = 0; j < dimensions; j++) white[i, j] += eigen.Vectors[i, k] * inverse * eigen.Vectors[j, k];
            }
        }
        return white;
    }

    // W (after - before) W / sqrt(2), column by column.
    private double[] Whitened(double[,] white, double[,] before, double[,] after)
    {
        var flat = new double[dimensions * dimensions];
        for (var j = 0; j < dimensions; j++)
        {
            var column = new double[dimensions];
            for (var k = 0; k < dimensions; k++)
            {
                for (var l = 0; l < dimensions; l++) column[k] += (after[k, l] - before[k, l]) * white[l, j] / Math.Sqrt(2);
            }
            Times(white, column).CopyTo(flat, j * dimensions);
        }
        return flat;
    }

    private double[] Times(double[,] matrix, double[] vector)
    {
        var product = new double[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            for (var j = 0; j < dimensions; j++) product[i] += matrix[i, j] * vector[j];
        }
        return product;
    }
}
