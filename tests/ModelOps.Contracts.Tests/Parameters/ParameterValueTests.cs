using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Contracts.Tests.Parameters;

public sealed class ParameterValueTests
{
    [Theory]
    [InlineData(double.NaN, "Non-finite float not allowed: nan")]
    [InlineData(double.PositiveInfinity, "Non-finite float not allowed: inf")]
    [InlineData(double.NegativeInfinity, "Non-finite float not allowed: -inf")]
    public void Non_finite_float_is_refused(double value, string message) =>
        Should.Throw<InvalidInputException>(() => ParameterValue.From(value)).Message.ShouldBe(message);

    [Theory]
    [InlineData("""{"x": null}""", "Parameter 'x' is null")]
    [InlineData("""{"x": [1]}""", "Parameter 'x' is a list")]
    [InlineData("""{"x": {"y": 1}}""", "Parameter 'x' is an object")]
    public void Other_kind_is_refused_by_name(string json, string message)
    {
        var error = Should.Throw<InvalidInputException>(() => ParameterSet.Parse(json, "--params"));

        error.Code.ShouldBe("invalid_parameter_type");
        error.Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("""{"x": "\ud800"}""")]
    [InlineData("""{"\udc00": 1}""")]
    public void Escaped_half_of_a_surrogate_pair_is_refused(string json) =>
        Should.Throw<InvalidInputException>(() => ParameterSet.Parse(json, "--params")).Code.ShouldBe("invalid_json");

    // Not a theory: an attribute can't hold such a text.
    [Fact]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        Should.Throw<InvalidInputException>(() => ParameterValue.From("\ud800")).Code.ShouldBe("lone_surrogate");
        Should.Throw<InvalidInputException>(() => new ParameterSet([KeyValuePair.Create("\udc00", ParameterValue.From(true))])).Code.ShouldBe("lone_surrogate");
    }

    [Fact]
    public void Equality_is_that_of_the_canonical_text()
    {
        ParameterValue.From(1.0).ShouldNotBe(ParameterValue.From(System.Numerics.BigInteger.One));
        ParameterValue.From(-0.0).ShouldNotBe(ParameterValue.From(0.0));
        ParameterValue.From(true).ShouldNotBe(ParameterValue.From("true"));
        ParameterValue.From(1.5).ShouldBe(ParameterValue.From(1.50));
    }

    [Fact]
    public void Number_is_read_as_a_double_and_a_text_is_not()
    {
        ParameterValue.From(new System.Numerics.BigInteger(3)).ToDouble("n").ShouldBe(3.0);
        Should.Throw<InvalidInputException>(() => ParameterValue.From("3").ToDouble("n")).Code.ShouldBe("not_a_number");
    }

    [Fact]
    public void Overflowing_number_is_refused() =>
        Should.Throw<InvalidInputException>(() => ParameterSet.Parse("""{"x": 1e999}""", "--params")).Code.ShouldBe("non_finite");
}
