using ModelOps.Contracts.Quantities;

namespace ModelOps.Contracts.Tests.Quantities;

public sealed class SecondsTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(500, "0.5 s")]
    [InlineData(5_000, "5 s")]
    [InlineData(600_000, "600 s")]
    [InlineData(1, "0.001 s")]
    public void Duration_is_told_in_seconds(int milliseconds, string text) => Seconds.Text(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(text);
}
