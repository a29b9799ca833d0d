using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Keeper.Telemetry.Fields;

namespace ModelOps.Keeper.Tests.Telemetry.Fields;

public sealed class NumberTextTests
{
    [Fact]
    public void Number_is_the_nearest_double_of_its_digits()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<long>(), Gen.Choose(0, 18).ToArbitrary(), (digits, point) =>
        {
            var text = digits.ToString(CultureInfo.InvariantCulture).PadLeft(20, '0').TrimStart('0');
            text = digits < 0 || text.Length <= point ? digits.ToString(CultureInfo.InvariantCulture) : $"{text[..^point]}.{text[^point..]}0";
            return NumberText.TryParse(Encoding.ASCII.GetBytes(text), out var value) && value.Equals(double.Parse(text, CultureInfo.InvariantCulture));
        });
        property.QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("1e3", 1000)]
    [InlineData("-0.5", -0.5)]
    [InlineData("+7", 7)]
    [InlineData("9007199254740993", 9007199254740992)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890.0)]
    [InlineData("1e999", double.PositiveInfinity)]
    [InlineData("NaN", double.NaN)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public void Other_ways_to_write_numbers_are_read(string text, double expected)
    {
        NumberText.TryParse(Encoding.ASCII.GetBytes(text), out var value).ShouldBeTrue();
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData("12 ms")]
    [InlineData("0x10")]
    [InlineData("nano")]
    public void Other_text_is_no_number(string text) => NumberText.TryParse(Encoding.ASCII.GetBytes(text), out _).ShouldBeFalse();
}
