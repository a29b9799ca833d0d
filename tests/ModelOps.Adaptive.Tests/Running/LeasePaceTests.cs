using ModelOps.Adaptive.Running;
using ModelOps.Testing.Clocks;

namespace ModelOps.Adaptive.Tests.Running;

public sealed class LeasePaceTests
{
    [Theory]
    [InlineData(1, 100, 1)]
    [InlineData(4, 100, 4)]
    [InlineData(1, 5, 5)]
    [InlineData(4, 5, 20)]
    [InlineData(2, 0, 256)]
    public void Shared_study_leaves_slow_simulations_to_others_and_takes_fast_ones_ahead(int parallel, int milliseconds, int limit)
    {
        var pace = new LeasePace(new RunnerOptions("mine", new ManualClock()) { Parallel = parallel });
        pace.Limit.ShouldBe(parallel);
        pace.Took(TimeSpan.FromMilliseconds(milliseconds));
        pace.Limit.ShouldBe(limit);
    }

    [Fact]
    public void Only_runner_of_a_study_takes_all_it_may()
    {
        var pace = new LeasePace(new RunnerOptions("mine", new ManualClock()));
        pace.Took(TimeSpan.FromMinutes(1));
        pace.Limit.ShouldBe(256);
    }
}
