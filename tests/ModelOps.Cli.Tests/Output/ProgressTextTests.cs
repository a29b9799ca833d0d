using ModelOps.Cli.Output;

namespace ModelOps.Cli.Tests.Output;

public sealed class ProgressTextTests
{
    [Theory]
    [InlineData(0, 60, "0 of 1000 trials")]
    [InlineData(500, 1, "500 of 1000 trials, 500/s, 0:01 left")]
    [InlineData(10, 100, "10 of 1000 trials, 6.0/min, 2:45:00 left")]
    [InlineData(1, 3600, "1 of 1000 trials, 1.0/h, more than 10 days left")]
    [InlineData(1000, 10, "1000 of 1000 trials, 100/s")]
    public void Line_has_a_rate_that_a_person_can_read(long done, int seconds, string expected) =>
        new ProgressText("trials", 1000, 0).Line(done, TimeSpan.FromSeconds(seconds)).ShouldBe(expected);

    [Fact]
    public void Unknown_total_leaves_out_what_depends_on_it() =>
        new ProgressText("tasks", null, 0).Bar(30, TimeSpan.FromSeconds(10)).ShouldBe("30 tasks, 3.0/s");

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void More_than_the_total_is_no_error(long total) =>
        new ProgressText("tasks", total, 0).Bar(20, TimeSpan.FromSeconds(10)).ShouldContain("20 of ");
}
