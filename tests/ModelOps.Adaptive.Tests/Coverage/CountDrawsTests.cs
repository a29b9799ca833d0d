using ModelOps.Adaptive.Coverage.Repeats;
using ModelOps.Adaptive.Randomness;

namespace ModelOps.Adaptive.Tests.Coverage;

public sealed class CountDrawsTests
{
    private const int Draws = 20_000;

    [Theory]
    [InlineData(0.3)]
    [InlineData(40)]
    [InlineData(1234.5)]
    [InlineData(1e6)]
    public void Poisson_counts_have_their_mean_as_variance(double mean) =>
        ShouldHave(random => CountDraws.Poisson(random, mean), mean, mean);

    [Theory]
    [InlineData(20, 0.5)]
    [InlineData(20, 10)]
    public void Negative_binomial_counts_are_overdispersed_by_their_size(double mean, double size) =>
        ShouldHave(random => CountDraws.NegativeBinomial(random, mean, size), mean, mean + (mean * mean / size));

    [Theory]
    [InlineData(50, 0.3)]
    [InlineData(100_000, 0.01)]
    public void Binomial_counts_are_as_many_as_expected(double trials, double probability) =>
        ShouldHave(random => CountDraws.Binomial(random, trials, probability), trials * probability, trials * probability * (1 - probability));

    [Fact]
    public void Impossible_means_give_no_count()
    {
        var random = new CounterRandom(1, 1, 1);
        (CountDraws.Poisson(random, -1), CountDraws.Poisson(random, 0), CountDraws.NegativeBinomial(random, 0, 1), CountDraws.Binomial(random, 5, -0.5)).ShouldBe((0, 0, 0, 0));
        CountDraws.Binomial(random, 5, 1.5).ShouldBe(5);
    }

    private static void ShouldHave(Func<CounterRandom, double> draw, double mean, double variance)
    {
        var random = new CounterRandom(3, 1, 1);
        var drawn = Enumerable.Range(0, Draws).Select(_ => draw(random)).ToList();
        drawn.ShouldAllBe(count => count >= 0 && Math.Floor(count) == count);
        drawn.Average().ShouldBe(mean, 5 * Math.Sqrt(variance / Draws));
        drawn.Average(count => (count - mean) * (count - mean)).ShouldBe(variance, variance * 0.15);
    }
}
