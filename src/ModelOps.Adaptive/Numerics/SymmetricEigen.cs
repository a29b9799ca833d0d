namespace ModelOps.Adaptive.Numerics;

/// <summary>
/// The eigen-decomposition A = V diag(values) V^T of a symmetric matrix by cyclic Jacobi rotations: only + - * / and square root, in a
/// fixed order. Golub and Van Loan, Matrix Computations (4th ed.), section 8.5.
/// </summary>
public sealed class SymmetricEigen
{
    private const int MostSweeps = 60;

    private SymmetricEigen(double[] values, double[,] vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>The eigenvalues, in no order.</summary>
    public double[] Values { get; }

    /// <summary>The orthonormal eigenvectors as columns, in the order of <see cref="Values"/>.</summary>
    public double[,] Vectors { get; }

    /// <summary>Decomposes a matrix; of the two triangles only the upper one is read, and none is changed.</summary>
    /// <param name="matrix">Square, finite.</param>
    public static SymmetricEigen Of(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var work = (double[,])matrix.Clone();
        var vectors = new double[size, size];
        for (var i = 0; i < size; i++) vectors[i, i] = 1;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var rotated = false;
            for (var p = 0; p < size - 1; p++)
            {
                for (var q = p + 1; q < size; q++) rotated |= Rotate(work, vectors, p, q);
            }
            if (!rotated) break;
        }
        var values = new double[size];
        for (var i = 0; i < size; i++) values[i] = work[i, i];
        return new(values, vectors);
    }

    // Makes the element (p, q) zero; false if it is negligible beside its diagonal.
    private static bool Rotate(double[,] work, double[,] vectors, int p, int q)
    {
        var off = work[p, q];
        if (off == 0) return false;
        if (Math.Abs(work[p, p]) + Math.Abs(off) == Math.Abs(work[p, p]) && Math.Abs(work[q, q]) + Math.Abs(off) == Math.Abs(work[q, q]))
        {
            work[p, q] = 0;
            return false;
        }
        var theta = (work[q, q] - work[p, p]) / (2 * off);
        // For a theta whose square overflows, t is 0 to working precision.
        var t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        work[p, p] -= t * off;
        work[q, q] += t * off;
        work[p, q] = 0;
        for (var i = 0; i < work.GetLength(0); i++)
        {
            if (i != p && i != q) RotatePair(ref work[Math.Min(i, p), Math.Max(i, p)], ref work[Math.Min(i, q), Math.Max(i, q)], c, s);
            RotatePair(ref vectors[i, p], ref vectors[i, q], c, s);
        }
        return true;
    }

    private static void RotatePair(ref double a, ref double b, double c, double s)
    {
        var first = (c * a) - (s * b);
        b = (s * a) + (c * b);
        a = first;
    }
}
