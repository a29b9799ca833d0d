using ModelOps.Adaptive.Search.Surface;

namespace ModelOps.Adaptive.Tests.Search.Surface;

public sealed class PolynomialTests
{
    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(2, 2, 6)]
    [InlineData(2, 3, 10)]
    [InlineData(5, 3, 56)]
    public void There_is_one_term_for_each_product(int variables, int degree, int count)
    {
        var terms = Polynomial.Terms(variables, degree);
        terms.Count.ShouldBe(count);
        terms.Select(term => string.Join(' ', term)).ShouldBeUnique();
        terms.ShouldAllBe(term => term.Length <= degree && term.All(variable => variable >= 0 && variable < variables));
    }

    [Fact]
    public void Slope_and_curvature_are_the_derivatives()
    {
        var terms = Polynomial.Terms(3, 3);
        var polynomial = new Polynomial(terms, [.. terms.Select((_, i) => 0.3 + (0.1 * ((i * 7) % 11)))]);
        double[] place = [0.4, -0.7, 1.1];
        for (var i = 0; i < 3; i++)
        {
            var (slope, step) = (polynomial.Slope(place), 1e-4);
            slope[i].ShouldBe((polynomial.At(Moved(place, i, step)) - polynomial.At(Moved(place, i, -step))) / (2 * step), 1e-6);
            for (var j = 0; j < 3; j++)
                polynomial.Curvature(place)[i, j].ShouldBe((polynomial.Slope(Moved(place, j, step))[i] - polynomial.Slope(Moved(place, j, -step))[i]) / (2 * step), 1e-6);
        }
    }

    private static double[] Moved(double[] place, int variable, double by) => [.. place.Select((value, i) => i == variable ? value + by : value)];
}
