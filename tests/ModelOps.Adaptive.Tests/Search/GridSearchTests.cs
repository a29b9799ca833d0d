using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class GridSearchTests
{
    [Fact]
    public void First_parameter_changes_slowest_and_the_default_is_three_points()
    {
        var space = new SearchSpace([new FloatParameter("z", 0, 1), new CategoricalParameter("a", [ParameterValue.From("p"), ParameterValue.From("q")])]);
        Values(space).ShouldBe(
        [
            """{"a":"p","z":0.0}""", """{"a":"q","z":0.0}""", """{"a":"p","z":0.5}""", """{"a":"q","z":0.5}""", """{"a":"p","z":1.0}""", """{"a":"q","z":1.0}""",
        ]);
    }

    [Theory]
    [InlineData(5, "0.01 0.0575 0.105 0.15250000000000002 0.2")]
    [InlineData(2, "0.01 0.2")]
    [InlineData(1, "0.01")]
    public void Floats_are_spaced_as_by_linspace(int points, string expected) =>
        Values(new([new FloatParameter("x", 0.01, 0.2)]), points.ToString()).ShouldBe(expected.Split(' ').Select(value => $$"""{"x":{{value}}}"""));

    [Theory]
    [InlineData(1, 10, 4, "1 4 7 10")]
    [InlineData(1, 2, 3, "1 2")]
    [InlineData(0, 3, 100, "0 1 2 3")]
    public void Integers_are_rounded_and_never_repeated(long min, long max, int points, string expected) =>
        Values(new([new IntParameter("n", min, max)]), points.ToString()).ShouldBe(expected.Split(' ').Select(value => $$"""{"n":{{value}}}"""));

    [Fact]
    public void Log_scales_are_spaced_by_ratio()
    {
        var values = Values(new([new IntParameter("n", 1, 100, ParameterScale.Log)]));
        values.ShouldBe(["""{"n":1}""", """{"n":10}""", """{"n":100}"""]);
    }

    [Fact]
    public void Points_may_differ_by_parameter()
    {
        var space = new SearchSpace([new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1), new FixedParameter("f", ParameterValue.From(true))]);
        Values(space, """{"x": 2}""").Count.ShouldBe(2 * 3);
    }

    [Fact]
    public void Grid_finishes_with_its_last_combination_whatever_the_batch()
    {
        var search = Searches.Create("grid", Searches.Mixed);
        Searches.Run(search, set => Searches.Completed(set, 0), 10_000, batch: 7).Select(result => result.Parameters.Id).Distinct().Count().ShouldBe(3 * 3 * 3 * 3 * 3);
        search.Finished.ShouldBeTrue();
        search.Ask(100, 7).ShouldBeEmpty();
    }

    private static List<string> Values(SearchSpace space, string points = "3") =>
        Searches.Run(Searches.Create("grid", space, options: $$"""{"points": {{points}}}"""), set => Searches.Completed(set, 0), 1000)
            .ConvertAll(result => result.Parameters.Canonical);
}
