using ModelOps.Adaptive.Search.Gp;

namespace ModelOps.Adaptive.Tests.Search.Gp;

public sealed class ExpectedImprovementTests
{
    // scipy 1.10: log(s * (z * norm.cdf(z) + norm.pdf(z))) with z = (level - mean) / s.
    [Theory]
    [InlineData(0, 1, 0, -0.9189385332046727)]
    [InlineData(1, 2, 0, -0.9273690838273746)]
    [InlineData(-2, 0.5, 0, 0.6931489668729578)]
    [InlineData(5, 1, 0, -16.74430116266092)]
    public void Values_are_those_of_an_independent_implementation(double mean, double deviation, double level, double expected) =>
        ExpectedImprovement.Log(mean, deviation, level).ShouldBe(expected, 1e-6);

    [Fact]
    public void Far_below_it_still_falls_and_joins_without_a_step()
    {
        var values = Enumerable.Range(0, 400).Select(i => ExpectedImprovement.Log(2 + (i * 0.1), 1, 0)).ToList();
        values.ShouldAllBe(value => double.IsFinite(value));
        for (var i = 1; i < values.Count; i++) (values[i - 1] - values[i]).ShouldBeInRange(0.1, 5);
        Math.Abs(ExpectedImprovement.Log(6.0001, 1, 0) - ExpectedImprovement.Log(5.9999, 1, 0)).ShouldBeLessThan(0.1);
    }
}
