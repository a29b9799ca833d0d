using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Tests.Columns;

public sealed class ColumnTests
{
    private static readonly bool[] SecondMissing = [true, false, true];

    [Fact]
    public void Doubles_of_integers_have_nan_for_missing_values() =>
        ColumnFactory.Numbers<int>("n", [1, 2, -3], SecondMissing).ToDoubles().ShouldBe([1, double.NaN, -3]);

    [Fact]
    public void Doubles_of_truth_values_are_zero_and_one() =>
        ColumnFactory.Bools("flag", [true, null, false]).ToDoubles().ShouldBe([1, double.NaN, 0]);

    [Fact]
    public void Doubles_of_dictionary_numbers_are_the_values()
    {
        var dictionary = ColumnFactory.Numbers<float>("n", [0.5f, 2f, 8f], SecondMissing);
        new DictionaryColumn("n", [0, 2, -1, 1], dictionary).ToDoubles().ShouldBe([0.5, 8, double.NaN, double.NaN]);
    }

    [Fact]
    public void Doubles_of_half_floats_are_exact() =>
        ColumnFactory.Numbers<Half>("h", [(Half)0.5, Half.MaxValue, Half.Epsilon]).ToDoubles().ShouldBe([0.5, 65504, Math.ScaleB(1, -24)]);

    [Fact]
    public void Doubles_of_texts_are_refused_by_name_and_type()
    {
        var error = Should.Throw<InvalidInputException>(() => ColumnFactory.Texts("place", ["Oslo"]).ToDoubles());
        error.Code.ShouldBe("column_type");
        error.Message.ShouldBe("Column 'place' holds utf8, not numbers.");
    }

    [Fact]
    public void Integers_beyond_doubles_are_exact()
    {
        ColumnFactory.Numbers<long>("n", [long.MaxValue - 1]).GetInt64(0).ShouldBe(long.MaxValue - 1);
        ColumnFactory.Numbers<ulong>("n", [ulong.MaxValue]).GetUInt64(0).ShouldBe(ulong.MaxValue);
        ColumnFactory.Numbers<byte>("n", [200]).GetInt64(0).ShouldBe(200);
    }

    [Theory]
    [InlineData(0, "out_of_range")]
    [InlineData(1, "missing_value")]
    public void Unsigned_integer_that_does_not_fit_is_an_error(int row, string code) =>
        Should.Throw<InvalidInputException>(() => ColumnFactory.Numbers<ulong>("n", [ulong.MaxValue, 0], [true, false]).GetInt64(row))
            .Code.ShouldBe(code);

    [Fact]
    public void Negative_integer_is_no_unsigned_one() =>
        Should.Throw<InvalidInputException>(() => ColumnFactory.Numbers<int>("n", [-1]).GetUInt64(0)).Message.ShouldContain("-1");

    [Fact]
    public void Float_is_no_integer() =>
        Should.Throw<InvalidInputException>(() => ColumnFactory.Numbers<double>("n", [1]).GetInt64(0)).Code.ShouldBe("column_type");

    [Fact]
    public void Values_are_given_as_stored_and_only_so()
    {
        var column = ColumnFactory.Numbers<float>("n", [1, 2]);
        column.GetValues<float>().ToArray().ShouldBe([1, 2]);
        Should.Throw<InvalidInputException>(() => column.GetValues<double>().Length).Code.ShouldBe("column_type");
    }

    [Fact]
    public void Boxed_values_have_their_own_type()
    {
        ColumnFactory.Numbers<short>("n", [7]).GetValue(0).ShouldBeOfType<short>();
        ColumnFactory.Texts("t", ["a", null]).GetValue(1).ShouldBeNull();
        ColumnFactory.Temporal("d", new(ColumnKind.Date32), [0]).GetValue(0).ShouldBe("1970-01-01");
        new ListColumn("l", [0, 2], ColumnFactory.Numbers<int>("item", [1, 2]), default).GetValue(0).ShouldBe(new double[] { 1, 2 });
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1E+300")]
    [InlineData(-0.0, "-0")]
    [InlineData(double.NaN, "NaN")]
    public void Float_is_shown_in_its_shortest_form(double value, string expected) =>
        ColumnFactory.Numbers<double>("x", [value]).Display(0).ShouldBe(expected);

    [Fact]
    public void Keys_ignore_width_and_encoding()
    {
        ColumnFactory.Numbers<byte>("n", [7]).GetKey(0).ShouldBe(ColumnFactory.Numbers<long>("n", [7]).GetKey(0));
        ColumnFactory.Numbers<float>("n", [0.5f]).GetKey(0).ShouldBe(ColumnFactory.Numbers<double>("n", [0.5]).GetKey(0));
        var texts = ColumnFactory.Texts("t", ["a", "b"]);
        new DictionaryColumn("t", [1], texts).GetKey(0).ShouldBe(texts.GetKey(1));
        KeyOf(new(ColumnKind.Date64), 86_400_000).ShouldBe(KeyOf(new(ColumnKind.Date32), 1));
        KeyOf(new(ColumnKind.Timestamp, TimeUnit.Second, "UTC"), 1)
            .ShouldBe(KeyOf(new(ColumnKind.Timestamp, TimeUnit.Nanosecond, "Europe/Oslo"), 1_000_000_000));
    }

    [Fact]
    public void Key_of_integer_equals_that_of_float_only_when_widened()
    {
        CellKey whole = CellKey.Of((Int128)1), real = CellKey.Of(1.0);
        whole.ShouldNotBe(real);
        real.Widened().ShouldBe(whole);
        CellKey.Of(0.5).Widened().ShouldBe(CellKey.Of(0.5));
        CellKey.Of(1e300).Widened().ShouldBe(CellKey.Of(1e300));
        CellKey.Of(true).Widened().ShouldBe(whole);
        CellKey.Of(-0.0).ShouldBe(CellKey.Of(0.0));
        CellKey.Of(-double.NaN).ShouldBe(CellKey.Of(double.NaN));
    }

    [Fact]
    public void Flags_of_another_length_are_refused() =>
        Should.Throw<InvalidInputException>(() => ColumnFactory.Numbers<int>("n", [1, 2], SecondMissing))
            .Message.ShouldContain("2 values and 3");

    private static CellKey KeyOf(ColumnType type, long count) => ColumnFactory.Temporal("t", type, [count]).GetKey(0);
}
