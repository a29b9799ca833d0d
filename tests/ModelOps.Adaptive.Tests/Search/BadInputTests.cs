using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Search;

/// <summary>What no search can do anything with leaves every one of them standing.</summary>
public sealed class BadInputTests
{
    private const int Trials = 45;

    public static TheoryData<string> Names => [.. BuiltinSearches.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Failures_alone_are_tried_on_in_the_space(string name)
    {
        var space = Searches.SpaceOf(name);
        foreach (var result in Run(name, space, set => new(set, TrialStatus.Failed, double.NaN))) space.Locate(result.Parameters).Length.ShouldBe(space.Dimensions);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Constant_and_largest_losses_are_taken_as_they_are(string name)
    {
        foreach (var loss in new[] { 0, 1e308, -1e308, double.MaxValue }) Run(name, Searches.SpaceOf(name), set => Searches.Completed(set, loss)).ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_from_one_end_of_the_doubles_to_the_other_are_compared(string name)
    {
        var i = 0;
        Run(name, Searches.SpaceOf(name), set => Searches.Completed(set, i++ % 2 == 0 ? 1.7e308 : -1.7e308)).ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Space_of_one_point_has_its_one_point(string name)
    {
        var point = new SearchSpace([new FloatParameter("x", 2, 2), new CategoricalParameter("kind", [ParameterValue.From("only")]), new IntParameter("n", 3, 3)]);
        Run(name, point, set => Searches.Completed(set, 1)).Select(result => result.Parameters.Canonical).Distinct().ShouldBe(["""{"kind":"only","n":3,"x":2.0}"""]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_choice_beside_other_parameters_is_in_every_trial(string name)
    {
        var space = new SearchSpace([new FloatParameter("x", -1, 1), new CategoricalParameter("kind", [ParameterValue.From("only")]), new IntParameter("n", 1, 4)]);
        var results = Run(name, space, set => Searches.Completed(set, (double)set.Values["x"].Value));
        results.ShouldAllBe(result => (string)result.Parameters.Values["kind"].Value == "only");
        results.Select(result => result.Parameters.Id).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Chance_alone_is_searched_to_the_end(string name)
    {
        var (space, random) = (Searches.SpaceOf(name), new CounterRandom(1, 1, 0));
        foreach (var size in new[] { 1, 1e-300, 1e308 })
        {
            foreach (var result in Run(name, space, set => Searches.Completed(set, size * ((2 * random.NextUniform()) - 1))))
                space.Locate(result.Parameters).Length.ShouldBe(space.Dimensions);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_completed_trial_among_failures_is_enough(string name)
    {
        var i = 0;
        Run(name, Searches.SpaceOf(name), set => i++ == 7 ? Searches.Completed(set, 1) : new(set, TrialStatus.Failed, double.NaN)).ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Hundred_dimensions_are_searched_or_refused_by_name(string name)
    {
        var space = new SearchSpace(Enumerable.Range(0, 100).Select(i => new FloatParameter($"x{i}", -1, 1)));
        if (name is "sobol" or "abc_smc" or "grid")
        {
            Should.Throw<InvalidInputException>(() => Searches.Create(name, space)).Code.ShouldBe(name == "grid" ? "grid_too_large" : "too_many_dimensions");
            return;
        }
        Run(name, space, set => Searches.Completed(set, set.Values.Sum(pair => Math.Abs((double)pair.Value.Value)))).Count.ShouldBe(Trials);
    }

    private static List<TrialResult> Run(string name, SearchSpace space, Func<ParameterSet, TrialResult> evaluate) =>
        Searches.Run(Searches.Create(name, space, maxTrials: Trials), evaluate, Trials);
}
