using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class ConstrainedSearchTests
{
    private static readonly SearchParameter[] Parameters = [new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1)];

    public static TheoryData<string> Names => [.. BuiltinSearches.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_trial_of_every_search_fulfils_the_constraints(string name)
    {
        var space = Space("x + y <= 0.5", "y >= 0.1");
        var results = Searches.Run(Create(name, space), set => Searches.Completed(set, -X(set) - Y(set)), 60);
        foreach (var result in results) (X(result.Parameters) + Y(result.Parameters) <= 0.5 && Y(result.Parameters) >= 0.1).ShouldBeTrue();
        results.Select(result => result.Parameters.Id).Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("cmaes")]
    [InlineData("nelder_mead")]
    public void Optimum_on_a_constraint_is_found(string name)
    {
        var results = Searches.Run(Create(name, Space("x + y <= 0.5")), set => Searches.Completed(set, -X(set) - Y(set) + Math.Pow(X(set) - 0.4, 2)), 200);
        results.Min(result => result.Loss).ShouldBeLessThan(-0.45);
    }

    [Fact]
    public void Grid_keeps_its_allowed_combinations_and_ends()
    {
        var search = new ConstrainedSearch(Space("x >= y"), Searches.Create("grid", new(Parameters)));
        Searches.Run(search, set => Searches.Completed(set, 0), 100).Count.ShouldBe(6);
        search.Finished.ShouldBeTrue();
    }

    [Fact]
    public void Constraints_that_nothing_fulfils_are_an_error() =>
        Should.Throw<InvalidInputException>(() => Create("random", Space("x + y <= -1")).Ask(0, 1)).Code.ShouldBe("constraints_too_narrow");

    private static ISearch Create(string name, SearchSpace space) =>
        new ConstrainedSearch(space, Searches.Create(name, space, maxTrials: 500, options: name == "grid" ? """{"points": 15}""" : "{}"));

    private static SearchSpace Space(params string[] constraints) => new(Parameters, [.. constraints.Select(text => LinearConstraintParser.Parse(text, Parameters))]);

    private static double X(ParameterSet set) => set.Values["x"].ToDouble("x");

    private static double Y(ParameterSet set) => set.Values["y"].ToDouble("y");
}
