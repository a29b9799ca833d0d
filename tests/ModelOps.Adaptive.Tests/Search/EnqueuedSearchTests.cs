using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class EnqueuedSearchTests
{
    private static readonly SearchSpace Space = new([new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1)]);

    public static TheoryData<string> Names => [.. BuiltinSearches.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Points_come_first_in_rounds_of_their_own_and_the_search_follows(string name)
    {
        ParameterSet[] points = [Point(0.9, 0.1), Point(0.8, 0.2), Point(0.7, 0.3)];
        var search = new EnqueuedSearch(points, Searches.Create(name, Space));
        search.Ask(0, 2).ShouldBe(points[..2]);
        var last = search.Ask(1, 2);
        last.ShouldBe(points[2..]);
        search.Tell([.. points.Select(point => Searches.Completed(point, 1))]);
        search.Ask(2, 2).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("cmaes")]
    [InlineData("nelder_mead")]
    public void Good_point_is_where_the_search_goes_on(string name)
    {
        var search = new EnqueuedSearch([Point(0.93, 0.04)], Searches.Create(name, Space, options: name == "tpe" ? """{"startup": 0}""" : "{}"));
        var results = Searches.Run(search, set => Searches.Completed(set, Distance(set)), 30);
        results[0].Parameters.ShouldBe(Point(0.93, 0.04));
        var plain = Searches.Run(Searches.Create(name, Space), set => Searches.Completed(set, Distance(set)), 30);
        results.Skip(1).Take(10).Average(result => result.Loss).ShouldBeLessThan(plain.Take(10).Average(result => result.Loss));
    }

    private static double Distance(ParameterSet set) => Math.Abs(set.Values["x"].ToDouble("x") - 0.93) + Math.Abs(set.Values["y"].ToDouble("y") - 0.04);

    private static ParameterSet Point(double x, double y) => new([new("x", ParameterValue.From(x)), new("y", ParameterValue.From(y))]);
}
