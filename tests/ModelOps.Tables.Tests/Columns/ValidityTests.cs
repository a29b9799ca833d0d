using FsCheck;
using FsCheck.Fluent;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Tests.Columns;

public sealed class ValidityTests
{
    // Around the sizes at which words and vectors end.
    private static readonly Arbitrary<bool[]> Flags = Gen.Choose(0, 200)
        .SelectMany(size => Gen.Elements(true, true, false).ArrayOf(size))
        .ToArbitrary();

    [Fact]
    public void Missing_rows_are_those_without_a_flag() =>
        Prop.ForAll(Flags, present =>
        {
            var validity = Validity.FromFlags(Array.ConvertAll(present, flag => flag ? (byte)7 : (byte)0), present.Length);
            var missing = new List<int>();
            foreach (var row in validity.MissingRows()) missing.Add(row);

            missing.ShouldBe(Enumerable.Range(0, present.Length).Where(row => !present[row]));
            missing.ShouldBe(Enumerable.Range(0, present.Length).Where(validity.IsNull));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bits_past_the_last_row_are_no_rows()
    {
        var rows = new List<int>();
        foreach (var row in new Validity(new byte[] { 0b0000_0101, 0 }, 10).MissingRows()) rows.Add(row);

        rows.ShouldBe([1, 3, 4, 5, 6, 7, 8, 9]);
    }
}
