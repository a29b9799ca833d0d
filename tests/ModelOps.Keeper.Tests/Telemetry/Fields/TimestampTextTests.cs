using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Keeper.Telemetry.Fields;

namespace ModelOps.Keeper.Tests.Telemetry.Fields;

public sealed class TimestampTextTests
{
    [Theory]
    [InlineData("2026-02-11T14:57:57Z", 1770821877000)]
    [InlineData("2026-02-11 14:57:57.123456", 1770821877123)]
    [InlineData("2026-02-11T14:57", 1770821820000)]
    [InlineData("2026-02-11T16:57:57+02:00", 1770821877000)]
    [InlineData("2026-02-11T09:27:57-0530", 1770821877000)]
    [InlineData("2016-12-31T23:59:60Z", 1483228800000)]
    [InlineData("1770821877", 1770821877000)]
    [InlineData("1770821877.25", 1770821877250)]
    [InlineData("1770821877000", 1770821877000)]
    [InlineData("100000000000", 100000000000000)]
    public void Time_is_read(string text, long milliseconds)
    {
        TimestampText.TryParse(Encoding.ASCII.GetBytes(text), out var value).ShouldBeTrue();
        value.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("2026-02-11T24:00:00Z")]
    [InlineData("2026-02-11T14:57:57+25:00")]
    [InlineData("2026-02-11T14:57:57.Z")]
    [InlineData("nan")]
    public void Other_text_is_no_time(string text) => TimestampText.TryParse(Encoding.ASCII.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void Times_agree_with_those_of_the_platform()
    {
        var property = Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seconds =>
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(seconds * 2L);
            var text = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            return TimestampText.TryParse(Encoding.ASCII.GetBytes(text), out var value) && value == time.ToUnixTimeMilliseconds();
        });
        property.QuickCheckThrowOnFailure();
    }
}
