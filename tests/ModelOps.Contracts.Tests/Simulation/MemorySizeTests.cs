using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Contracts.Tests.Simulation;

public sealed class MemorySizeTests
{
    [Theory]
    [InlineData("67108864", 67_108_864)]
    [InlineData("64MiB", 67_108_864)]
    [InlineData("2GiB", 2_147_483_648)]
    [InlineData("1.5 gib", 1_610_612_736)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("100000kB", 100_000_000)]
    [InlineData("800000000B", 800_000_000)]
    public void Size_is_read_as_people_write_it(string text, long bytes) => MemorySize.Parse(text).ShouldBe(bytes);

    [Theory]
    [InlineData("")]
    [InlineData("GiB")]
    [InlineData("much")]
    [InlineData("2 gigs")]
    [InlineData("-2GiB")]
    [InlineData("1e10")]
    [InlineData("63MiB")]
    [InlineData("1025TiB")]
    [InlineData("99999999999999999999999999999TiB")]
    public void Anything_else_is_refused_with_what_was_expected(string text)
    {
        var fault = Should.Throw<InvalidInputException>(() => MemorySize.Parse(text));
        (fault.Code, fault.Message).ShouldBe(("invalid_memory", $"'{text}' is no limit of memory; expected bytes or a size such as 2GiB, at least 64MiB."));
    }
}
