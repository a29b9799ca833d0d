using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Tests.Columns;

public sealed class TemporalTextTests
{
    [Fact]
    public void Date_agrees_with_the_platform_over_its_range() => Prop.ForAll(Gen.Choose(-719_162, 2_932_896).ToArbitrary(), days =>
        TemporalText.Date(days).ShouldBe(new DateOnly(1970, 1, 1).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData(11_016, "2000-02-29")]
    [InlineData(-25_508, "1900-03-01")]
    [InlineData(int.MaxValue, "5881580-07-11")]
    public void Date_of_known_days_is_right(long days, string expected) => TemporalText.Date(days).ShouldBe(expected);

    [Theory]
    [InlineData(-1, TimeUnit.Millisecond, "1969-12-31T23:59:59.999")]
    [InlineData(1_709_210_096, TimeUnit.Second, "2024-02-29T12:34:56")]
    [InlineData(1, TimeUnit.Microsecond, "1970-01-01T00:00:00.000001")]
    [InlineData(long.MaxValue, TimeUnit.Nanosecond, "2262-04-11T23:47:16.854775807")]
    public void Timestamp_has_the_digits_of_its_unit(long count, TimeUnit unit, string expected) =>
        TemporalText.Timestamp(count, unit).ShouldBe(expected);

    [Theory]
    [InlineData(-250, TimeUnit.Millisecond, "-PT0.250S")]
    [InlineData(90, TimeUnit.Second, "PT90S")]
    [InlineData(long.MinValue, TimeUnit.Nanosecond, "-PT9223372036.854775808S")]
    public void Duration_is_in_seconds(long count, TimeUnit unit, string expected) => TemporalText.Duration(count, unit).ShouldBe(expected);
}
