using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search.Cmaes;

namespace ModelOps.Adaptive.Tests.Search.Cmaes;

public sealed class LearningRateTests
{
    [Fact]
    public void Updates_that_agree_keep_the_rate_at_one()
    {
        var rate = new LearningRate(3, 0.1);
        for (var i = 0; i < 100; i++) rate.Adapt([0.5, 0.1, -0.2]);
        rate.Value.ShouldBe(1);
    }

    [Fact]
    public void Updates_of_noise_alone_lower_it_and_a_signal_raises_it_again()
    {
        var (rate, random) = (new LearningRate(3, 0.1), new CounterRandom(1, 1, 1));
        for (var i = 0; i < 300; i++) rate.Adapt([random.NextGaussian(), random.NextGaussian(), random.NextGaussian()]);
        var low = rate.Value;
        low.ShouldBeInRange(1e-6, 0.3);
        for (var i = 0; i < 300; i++) rate.Adapt([3, 0, 0]);
        rate.Value.ShouldBeGreaterThan(2 * low);
    }
}
