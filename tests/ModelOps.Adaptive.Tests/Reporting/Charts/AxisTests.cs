using ModelOps.Adaptive.Reporting.Charts;

namespace ModelOps.Adaptive.Tests.Reporting.Charts;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 13, "0 2 4 6 8 10 12")]
    [InlineData(-1, 1, "-1 -0.5 0 0.5 1")]
    [InlineData(1978, 1984, "1978 1979 1980 1981 1982 1983 1984")]
    public void Linear_ticks_are_round(double min, double max, string ticks) =>
        string.Join(' ', Axis.Linear("", min, max).Ticks.Select(tick => tick.Label)).ShouldBe(ticks);

    [Theory]
    [InlineData(0.5, 5, "0.5 1 2 5")]
    [InlineData(1, 1e6, "1 10 100 1000 10000 100000 1000000")]
    public void Logarithmic_ticks_are_round(double min, double max, string ticks) =>
        string.Join(' ', Axis.Log("", min, max).Ticks.Select(tick => tick.Label)).ShouldBe(ticks);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5e-324, 5e-324)]
    [InlineData(-1.7e308, 1.7e308)]
    [InlineData(1e308, 1.7e308)]
    [InlineData(1, 1.0000000000000002)]
    [InlineData(9007199254740992, 9007199254740994)]
    public void Bounds_at_the_edges_of_doubles_give_a_few_ticks_inside(double min, double max)
    {
        foreach (var axis in (Axis[])[Axis.Linear("", min, max), Axis.Log("", Math.Abs(min), max)])
        {
            axis.Ticks.Count.ShouldBeInRange(0, 12);
            axis.Ticks.ShouldAllBe(tick => tick.Place >= 0 && tick.Place <= 1);
            axis.Place(min).ShouldBeInRange(0, 1);
            axis.Place(max).ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public void Numbers_are_left_out_rather_than_cut_and_choices_cut_rather_than_left_out()
    {
        Labels.Beside(Axis.Linear("", 0, 1000), 60).ShouldAllBe(tick => !tick.Label.Contains('…'));
        var choices = Labels.Beside(Axis.Choices("", ["a long choice", "another long one"]), 60);
        choices.Count.ShouldBe(2);
        choices.ShouldAllBe(tick => tick.Label.EndsWith('…'));
    }
}
