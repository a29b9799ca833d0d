using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Tests.Telemetry;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0.2s", 200)]
    [InlineData("1.5s", 1500)]
    [InlineData("250ms", 250)]
    [InlineData("2", 2000)]
    [InlineData(" 10M ", 600_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("0", 0)]
    public void Duration_is_read(string text, long milliseconds) => DurationText.Parse(text).ShouldBe(milliseconds);

    [Theory]
    [InlineData("abc")]
    [InlineData("1xs")]
    [InlineData("")]
    [InlineData("-1s")]
    [InlineData("0.0001s")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999h")]
    public void Other_text_is_refused_with_the_fixed_words(string text)
    {
        var error = Should.Throw<InvalidInputException>(() => DurationText.Parse(text));
        (error.Code, error.Message).ShouldBe(("invalid_duration", $"invalid duration: '{text}' (use e.g. 1.5s or 250ms)"));
    }
}
