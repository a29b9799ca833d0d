using ModelOps.Contracts.Quantities;

namespace ModelOps.Contracts.Tests.Quantities;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("17", 17)]
    [InlineData("17B", 17)]
    [InlineData("5GiB", 5L << 30)]
    [InlineData("5 gib", 5L << 30)]
    [InlineData("1.5 GB", 1_500_000_000)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("2kB", 2000)]
    [InlineData("1TiB", 1L << 40)]
    public void Sizes_are_read_as_people_write_them(string text, long bytes)
    {
        ByteSize.TryParse(text, out var read).ShouldBeTrue();
        read.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GiB")]
    [InlineData("-1")]
    [InlineData("1e10")]
    [InlineData("5 apples")]
    [InlineData("99999999999TiB")]
    public void Anything_else_is_refused(string text) => ByteSize.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5L << 30, "5 GiB")]
    public void Sizes_are_shown_in_binary_units(long bytes, string text) => ByteSize.Text(bytes).ShouldBe(text);
}
