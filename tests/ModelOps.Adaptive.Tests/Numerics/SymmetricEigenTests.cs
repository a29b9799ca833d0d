using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Randomness;

namespace ModelOps.Adaptive.Tests.Numerics;

public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(5, 1.0)]
    [InlineData(12, 1e6)]
    public void Decomposition_of_a_symmetric_matrix_multiplies_back_to_it(int size, double spread)
    {
        var random = new CounterRandom(7, 0, (uint)size);
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = i; j < size; j++) matrix[i, j] = matrix[j, i] = random.NextGaussian() * (i == 0 ? spread : 1);
        }

        var eigen = SymmetricEigen.Of(matrix);

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var (product, inner) = (0.0, 0.0);
                for (var k = 0; k < size; k++)
                {
                    product += eigen.Vectors[i, k] * eigen.Values[k] * eigen.Vectors[j, k];
                    inner += eigen.Vectors[k, i] * eigen.Vectors[k, j];
                }
                product.ShouldBe(matrix[i, j], 1e-13 * size * spread);
                inner.ShouldBe(i == j ? 1 : 0, 1e-13 * size);
            }
        }
    }

    [Fact]
    public void Eigenvalues_of_a_known_matrix_are_found()
    {
        var eigen = SymmetricEigen.Of(new double[,] { { 2, 1 }, { 1, 2 } });
        eigen.Values.Order().ShouldBe([1.0, 3.0], 1e-15);
    }
}
