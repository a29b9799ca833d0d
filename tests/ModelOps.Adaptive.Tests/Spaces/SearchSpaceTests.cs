using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Spaces;

public sealed class SearchSpaceTests
{
    private static readonly SearchSpace Mixed = new(
    [
        new FloatParameter("x", -1, 3),
        new FixedParameter("fixed", ParameterValue.From("always")),
        new FloatParameter("rate", 1e-4, 10, ParameterScale.Log),
        new IntParameter("n", -2, 4),
        new IntParameter("size", 1, 1000, ParameterScale.Log),
        new FloatParameter("constant", 2.5, 2.5),
        new CategoricalParameter("kind", [ParameterValue.From("a"), ParameterValue.From(true), ParameterValue.From(new BigInteger(7))]),
    ]);

    [Fact]
    public void Point_maps_to_values_of_each_parameters_own_type_and_range() =>
        Prop.ForAll(Gen.Choose(0, 1 << 30).Select(k => k / (double)(1 << 30)).ArrayOf(5).ToArbitrary(), point =>
        {
            var set = Mixed.At(point);
            set.Values["x"].ToDouble("x").ShouldBeInRange(-1, 3);
            set.Values["rate"].Value.ShouldBeOfType<double>().ShouldBeInRange(1e-4, 10);
            ((int)set.Values["n"].Value.ShouldBeOfType<BigInteger>()).ShouldBeInRange(-2, 4);
            ((int)set.Values["size"].Value.ShouldBeOfType<BigInteger>()).ShouldBeInRange(1, 1000);
            set.Values["constant"].Value.ShouldBe(2.5);
            set.Values["fixed"].Value.ShouldBe("always");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Located_set_maps_back_to_itself() =>
        Prop.ForAll(Gen.Choose(0, 1 << 30).Select(k => k / (double)(1 << 30)).ArrayOf(5).ToArbitrary(), point =>
        {
            var set = Mixed.At(point);
            var back = Mixed.At(Mixed.Locate(set));
            foreach (var (name, value) in set.Values)
            {
                if (value.Value is double number) back.Values[name].ToDouble(name).ShouldBe(number, 1e-12 * Math.Max(1, Math.Abs(number)));
                else back.Values[name].ShouldBe(value);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ends_of_the_unit_interval_are_exactly_the_bounds()
    {
        Mixed.At([0, 0, 0, 0, 0]).Canonical.ShouldBe("""{"constant":2.5,"fixed":"always","kind":"a","n":-2,"rate":0.0001,"size":1,"x":-1.0}""");
        Mixed.At([1, 1, 1, 1, 1]).Canonical.ShouldBe("""{"constant":2.5,"fixed":"always","kind":7,"n":4,"rate":10.0,"size":1000,"x":3.0}""");
    }

    [Fact]
    public void Integers_own_equal_slices_and_interpolated_ones_round_half_to_even()
    {
        var whole = new IntParameter("n", 1, 5);
        Enumerable.Range(0, 1000).CountBy(k => whole.At((k + 0.5) / 1000).Canonical).ShouldAllBe(pair => pair.Value == 200);
        double[] units = [0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125];
        units.Select(unit => whole.Interpolate(unit).Canonical).ShouldBe(["1", "3", "4", "2", "2", "4", "4", "2"]);
    }

    [Fact]
    public void Slices_of_a_log_integer_add_up_to_the_interval_and_shrink()
    {
        var size = new IntParameter("size", 1, 6, ParameterScale.Log);
        var slices = Enumerable.Range(1, 6).Select(value => size.SliceOf(value)).ToList();
        slices.Sum().ShouldBe(1, 1e-15);
        slices.ShouldBe(slices.OrderDescending());
        Enumerable.Range(0, 60_000).Count(k => size.At(k / 60_000.0).Canonical == "1").ShouldBeInRange((int)(slices[0] * 60_000), (int)(slices[0] * 60_000) + 1);
    }

    [Fact]
    public void Only_parameters_with_several_values_are_dimensions()
    {
        Mixed.Dimensions.ShouldBe(5);
        var single = new SearchSpace([new IntParameter("n", 3, 3), new CategoricalParameter("k", [ParameterValue.From(1.0)])]);
        single.Dimensions.ShouldBe(0);
        single.At([]).Canonical.ShouldBe("""{"k":1.0,"n":3}""");
        single.Locate(single.At([])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}", "'x'")]
    [InlineData("""{"x":"1"}""", "'x' is \"1\"")]
    [InlineData("""{"x":1}""", "'x' is 1")]
    [InlineData("""{"x":1.5}""", "from 0 to 1")]
    [InlineData("""{"x":0.5,"xx":1}""", "Did you mean 'x'?")]
    public void Set_outside_the_space_is_not_located(string json, string expected) =>
        ShouldFail("outside_space", expected, () => new SearchSpace([new FloatParameter("x", 0, 1)]).Locate(ParameterSet.Parse(json, "test")));

    [Fact]
    public void Faulty_definitions_are_refused_and_name_the_parameter()
    {
        ShouldFail("min_above_max", "'beta' has min 2 above max 1", () => new FloatParameter("beta", 2, 1));
        ShouldFail("min_above_max", "'beta'", () => new IntParameter("beta", 2, 1));
        ShouldFail("log_bound_not_positive", "'beta'", () => new FloatParameter("beta", 0, 1, ParameterScale.Log));
        ShouldFail("log_bound_not_positive", "'beta'", () => new IntParameter("beta", 0, 1, ParameterScale.Log));
        ShouldFail("bound_not_finite", "'beta'", () => new FloatParameter("beta", double.NaN, 1));
        ShouldFail("bound_not_finite", "'beta'", () => new FloatParameter("beta", -1e308, 1.7e308));
        ShouldFail("bound_too_large", "'beta'", () => new IntParameter("beta", 0, long.MaxValue));
        ShouldFail("no_choices", "'beta'", () => new CategoricalParameter("beta", []));
        ShouldFail("duplicate_choice", "\"a\" twice", () => new CategoricalParameter("beta", [ParameterValue.From("a"), ParameterValue.From("a")]));
        ShouldFail("empty_parameter_name", "name", () => new FixedParameter("", ParameterValue.From(true)));
        ShouldFail("duplicate_parameter", "'beta'", () => new SearchSpace([new IntParameter("beta", 1, 2), new FloatParameter("beta", 1, 2)]));
    }

    [Fact]
    public void Largest_integer_range_reaches_both_ends_without_overflow()
    {
        var whole = new IntParameter("n", -IntParameter.Largest, IntParameter.Largest);
        whole.At(0).Canonical.ShouldBe("-4503599627370496");
        whole.At(1).Canonical.ShouldBe("4503599627370496");
        whole.At(0.5).Canonical.ShouldBe("0");
    }

    private static void ShouldFail(string code, string part, Func<object> action)
    {
        var fault = Should.Throw<InvalidInputException>(action);
        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain(part);
    }
}
