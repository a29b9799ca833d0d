using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace ModelOps.Adaptive.Numerics;

/// <summary>
/// The Cholesky factor of a symmetric positive definite matrix, by the managed code of MathNet.Numerics on one thread: its native
/// providers may be found on one machine and not on another, and their sums differ.
/// </summary>
public sealed class CholeskyFactor
{
    private readonly Cholesky<double> _factor;
    private readonly int _size;

    static CholeskyFactor()
    {
        Control.UseManaged();
        Control.UseSingleThread();
    }

    private CholeskyFactor(Cholesky<double> factor, int size) => (_factor, _size) = (factor, size);

    /// <summary>Factors a matrix; <see langword="null"/> if it is not positive definite to working precision.</summary>
    /// <param name="matrix">Square; only the lower triangle counts.</param>
    public static CholeskyFactor? TryOf(double[,] matrix)
    {
        try
        {
            return new(DenseMatrix.OfArray(matrix).Cholesky(), matrix.GetLength(0));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The logarithm of the matrix's determinant.</summary>
    public double LogDeterminant()
    {
        var sum = 0.0;
        for (var i = 0; i < _size; i++) sum += 2 * PortableMath.Log(_factor.Factor[i, i]);
        return sum;
    }

    /// <summary>The x of A x = b.</summary>
    public double[] Solve(double[] right) => _factor.Solve(DenseVector.OfArray(right)).ToArray();

    /// <summary>The inverse of the matrix, row by row.</summary>
    public double[][] Inverse() => _factor.Solve(Matrix<double>.Build.DenseIdentity(_size)).ToRowArrays();
}
