using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Spaces;

public sealed class LinearConstraintTests
{
    private static readonly SearchParameter[] Parameters =
    [
        new FloatParameter("beta", 0, 5), new FloatParameter("gamma", 0, 5), new IntParameter("n", 1, 9),
        new CategoricalParameter("kind", [ParameterValue.From("a"), ParameterValue.From("b")]),
    ];

    [Theory]
    [InlineData("gamma <= beta", "beta:-1 gamma:1", 0)]
    [InlineData("gamma>=beta", "beta:1 gamma:-1", 0)]
    [InlineData("2*beta - gamma + 1 <= 0.5", "beta:2 gamma:-1", -0.5)]
    [InlineData("beta + gamma + beta <= 3 + 4", "beta:2 gamma:1", 7)]
    [InlineData("-1.5e0 * beta + .5 * n <= -2 + n", "beta:-1.5 n:-0.5", -2)]
    [InlineData("10 >= n", "n:1", 10)]
    public void Text_becomes_a_sum_with_a_limit(string text, string terms, double limit)
    {
        var constraint = LinearConstraintParser.Parse(text, Parameters);
        string.Join(' ', constraint.Terms.Select(term => $"{term.Key}:{term.Value}")).ShouldBe(terms);
        constraint.Limit.ShouldBe(limit);
    }

    [Theory]
    [InlineData("gamma < beta", "bad_constraint", "has no single <= or >=")]
    [InlineData("0 <= gamma <= beta", "bad_constraint", "has no single")]
    [InlineData("gamma * beta <= 1", "bad_constraint", "is not understood at '* beta'")]
    [InlineData("gamma / 2 <= 1", "bad_constraint", "is not understood at '/ 2'")]
    [InlineData("gamma beta <= 1", "bad_constraint", "is not understood at 'beta'")]
    [InlineData("gamma <=", "bad_constraint", "is not understood at ''")]
    [InlineData("1 <= 2", "bad_constraint", "names no parameter")]
    [InlineData("1e999 * beta <= 2", "bad_constraint", "beyond the range")]
    [InlineData("kind <= 2", "bad_constraint", "names 'kind', which is no number")]
    [InlineData("gama <= 2", "unknown_parameter", "Did you mean 'gamma'?")]
    public void Other_texts_are_refused(string text, string code, string part)
    {
        var fault = Should.Throw<InvalidInputException>(() => LinearConstraintParser.Parse(text, Parameters));
        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain(part);
    }

    [Fact]
    public void Point_is_judged_by_the_sum()
    {
        var space = new SearchSpace(Parameters[..2], [LinearConstraintParser.Parse("2*gamma <= beta", Parameters)]);
        space.Violated(Point(1, 0.5)).ShouldBeNull();
        space.Violated(Point(1, 0.50001))!.Text.ShouldBe("2*gamma <= beta");
    }

    private static ParameterSet Point(double beta, double gamma) => new([new("beta", ParameterValue.From(beta)), new("gamma", ParameterValue.From(gamma))]);
}
