using ModelOps.Adaptive.Search.Gp;

namespace ModelOps.Adaptive.Tests.Search.Gp;

public sealed class LossScaleTests
{
    [Theory]
    [InlineData(new[] { 3.0, 1, 2, 10, 5 })]
    [InlineData(new[] { -3.0, -1e3, 2, 1e9, 5 })]
    [InlineData(new[] { -1e308, 1e308, 0, 1e-300 })]
    [InlineData(new[] { 1e308, 1.1e308, 1.2e308 })]
    [InlineData(new[] { 0.0, 5e-324, 1e-323 })]
    public void Scales_keep_the_order_and_are_standard(double[] losses)
    {
        foreach (var scale in LossScale.Of(losses))
        {
            scale.Values.ShouldAllBe(value => double.IsFinite(value));
            scale.Values.Average().ShouldBe(0, 1e-9);
            scale.Values.Average(value => value * value).ShouldBe(1, 1e-9);
            double.IsFinite(scale.LogSlope).ShouldBeTrue();
            var order = losses.Index().OrderBy(entry => entry.Item).Select(entry => scale.Values[entry.Index]).ToList();
            for (var i = 1; i < order.Count; i++) order[i].ShouldBeGreaterThanOrEqualTo(order[i - 1]);
        }
    }

    [Fact]
    public void Failed_trials_count_as_the_worst() =>
        LossScale.Of([1, double.PositiveInfinity, 3])[0].Values[1].ShouldBe(LossScale.Of([1, 3, 3])[0].Values[1]);

    [Fact]
    public void Equal_losses_have_one_flat_scale() => LossScale.Of([7, 7, 7]).ShouldHaveSingleItem().Values.ShouldBe([0, 0, 0]);
}
