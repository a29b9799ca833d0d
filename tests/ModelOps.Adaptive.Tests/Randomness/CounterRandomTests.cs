using ModelOps.Adaptive.Randomness;

namespace ModelOps.Adaptive.Tests.Randomness;

public sealed class CounterRandomTests
{
    [Fact]
    public void Streams_of_one_key_are_equal_and_of_other_keys_differ()
    {
        ulong[] Draw(ulong seed, uint purpose, uint index)
        {
            var random = new CounterRandom(seed, purpose, index);
            return [random.NextBits(), random.NextBits(), random.NextBits()];
        }

        Draw(1, 2, 3).ShouldBe(Draw(1, 2, 3));
        ulong[][] all = [Draw(1, 2, 3), Draw(1UL << 40, 2, 3), Draw(1, 3, 2), Draw(1, 2, 4)];
        all.SelectMany(each => each).Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public void Uniforms_stay_in_their_interval_and_fill_it_evenly()
    {
        var random = new CounterRandom(5, 0, 0);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            counts[(int)(10 * random.NextUniform())]++;
            random.NextOpenUniform().ShouldBeInRange(double.Epsilon, 1 - 1e-16);
        }
        // Five standard deviations of a count of 10,000.
        counts.ShouldAllBe(count => Math.Abs(count - 10_000) < 5 * 95);
    }

    [Fact]
    public void Gaussians_have_mean_zero_and_variance_one()
    {
        var random = new CounterRandom(6, 0, 0);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian()).ToList();
        draws.Average().ShouldBe(0, 5 / Math.Sqrt(100_000));
        draws.Average(draw => draw * draw).ShouldBe(1, 5 * Math.Sqrt(2.0 / 100_000));
        draws.Average(draw => draw * draw * draw * draw).ShouldBe(3, 5 * Math.Sqrt(96.0 / 100_000));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(3UL)]
    [InlineData(0xC000000000000000UL)]
    public void Integers_below_a_bound_are_even_over_its_thirds(ulong bound)
    {
        var random = new CounterRandom(7, 0, 0);
        var counts = new int[3];
        for (var i = 0; i < 30_000; i++)
        {
            var draw = random.NextBelow(bound);
            draw.ShouldBeLessThan(bound);
            counts[bound == 1 ? i % 3 : (int)Math.Min(2, draw / (bound / 3))]++;
        }
        counts.ShouldAllBe(count => Math.Abs(count - 10_000) < 5 * 82);
    }

    [Fact]
    public void Permutations_of_three_are_all_equally_likely()
    {
        var random = new CounterRandom(8, 0, 0);
        var orders = Enumerable.Range(0, 60_000).Select(_ => string.Join("", random.NextPermutation(3))).CountBy(order => order).ToList();
        orders.Count.ShouldBe(6);
        orders.ShouldAllBe(order => Math.Abs(order.Value - 10_000) < 5 * 91);
    }

    [Fact]
    public void Bound_of_zero_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CounterRandom(1, 0, 0).NextBelow(0));
}
