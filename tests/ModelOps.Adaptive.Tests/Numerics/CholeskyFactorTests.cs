using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Tests.Numerics;

public sealed class CholeskyFactorTests
{
    // L = [2 0 0; 1 3 0; -1 2 1].
    private static readonly double[,] Matrix = { { 4, 2, -2 }, { 2, 10, 5 }, { -2, 5, 6 } };

    [Fact]
    public void Known_matrix_is_solved_inverted_and_measured()
    {
        var factor = CholeskyFactor.TryOf(Matrix)!;
        factor.LogDeterminant().ShouldBe(Math.Log(36), 1e-14);
        var solution = factor.Solve([4, 17, 9]);
        for (var i = 0; i < 3; i++) solution[i].ShouldBe(1, 1e-13);
        var inverse = factor.Inverse();
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
                Enumerable.Range(0, 3).Sum(k => Matrix[i, k] * inverse[k][j]).ShouldBe(i == j ? 1 : 0, 1e-13);
        }
    }

    [Fact]
    public void Matrix_that_is_not_positive_definite_has_no_factor() =>
        CholeskyFactor.TryOf(new double[,] { { 1, 2 }, { 2, 1 } }).ShouldBeNull();
}
