using FsCheck;
using FsCheck.Fluent;
using ModelOps.Keeper.Signals;

namespace ModelOps.Keeper.Tests.Signals;

public sealed class StatisticsTests
{
    [Fact]
    public void Quantile_is_that_of_the_sorted_numbers()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<short>>(), Gen.Choose(0, 100).ToArbitrary(), (numbers, percent) =>
        {
            double[] values = [.. numbers.Get];
            double[] sorted = [.. values.Order()];
            var position = percent / 100.0 * (sorted.Length - 1);
            var below = (int)position;
            var expected = below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
            return Math.Abs(Statistics.Quantile(values, percent / 100.0) - expected) < 1e-9;
        });
        property.QuickCheckThrowOnFailure();
    }
}
