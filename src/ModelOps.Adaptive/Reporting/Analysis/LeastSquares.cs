namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>Linear least squares through the normal equations with a small ridge, and what leaving each row out would predict.</summary>
internal static class LeastSquares
{
    private const double Ridge = 1e-8;

    /// <summary>The coefficients, and the predictive share of variance by leaving one out (Q squared; 1 is perfect, 0 no better than the mean).</summary>
    /// <param name="rows">The basis at each point; at least as many rows as columns.</param>
    /// <param name="values">The value at each point.</param>
    public static (double[] Coefficients, double Predictive) Fit(IReadOnlyList<double[]> rows, IReadOnlyList<double> values)
    {
        var factor = Factor(Normal(rows));
        var right = new double[rows[0].Length];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var t = 0; t < right.Length; t++) right[t] += rows[i][t] * values[i];
        }
        var coefficients = Back(factor, Forward(factor, right));
        return (coefficients, Predictive(rows, values, factor, coefficients));
    }

    private static double Predictive(IReadOnlyList<double[]> rows, IReadOnlyList<double> values, double[][] factor, double[] coefficients)
    {
        var mean = values.Average();
        double missed = 0, total = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var leverage = Math.Min(Dot(Forward(factor, rows[i])), 0.999999);
            var error = (values[i] - Product(rows[i], coefficients)) / (1 - leverage);
            missed += error * error;
            total += (values[i] - mean) * (values[i] - mean);
        }
        return total > 0 ? 1 - (missed / total) : 0;
    }

    private static double[][] Normal(IReadOnlyList<double[]> rows)
    {
        var size = rows[0].Length;
        var normal = new double[size][];
        for (var t = 0; t < size; t++)
        {
            normal[t] = new double[t + 1];
            normal[t][t] = Ridge * rows.Count;
        }
        foreach (var row in rows)
        {
            for (var t = 0; t < size; t++)
            {
                for (var u = 0; u <= t; u++) normal[t][u] += row[t] * row[u];
            }
        }
        return normal;
    }

    // Cholesky, in place, lower triangle.
    private static double[][] Factor(double[][] matrix)
    {
        for (var t = 0; t < matrix.Length; t++)
        {
            for (var u = 0; u <= t; u++)
            {
                var sum = matrix[t][u];
                for (var k = 0; k < u; k++) sum -= matrix[t][k] * matrix[u][k];
                matrix[t][u] = t == u ? Math.Sqrt(Math.Max(sum, 1e-300)) : sum / matrix[u][u];
            }
        }
        return matrix;
    }

    private static double[] Forward(double[][] factor, double[] right)
    {
        var solved = new double[right.Length];
        for (var t = 0; t < solved.Length; t++)
        {
            var sum = right[t];
            for (var k = 0; k < t; k++) sum -= factor[t][k] * solved[k];
            solved[t] = sum / factor[t][t];
        }
        return solved;
    }

    private static double[] Back(double[][] factor, double[] right)
    {
        var solved = new double[right.Length];
        for (var t = solved.Length - 1; t >= 0; t--)
        {
            var sum = right[t];
            for (var k = t + 1; k < solved.Length; k++) sum -= factor[k][t] * solved[k];
            solved[t] = sum / factor[t][t];
        }
        return solved;
    }

    private static double Product(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private static double Dot(double[] values) => Product(values, values);
}
