using ModelOps.Cli.Output;

namespace ModelOps.Cli.Tests.Output;

public sealed class CountTextTests
{
    [Theory]
    [InlineData(0, "0 tasks")]
    [InlineData(1, "1 task")]
    [InlineData(20_000, "20000 tasks")]
    public void One_is_in_the_singular(long count, string text) => CountText.Of(count, "task").ShouldBe(text);
}
