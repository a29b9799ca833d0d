using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class BuiltinSearchesTests
{
    public static TheoryData<string> Names => [.. BuiltinSearches.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Proposals_of_any_seed_and_batch_lie_in_the_space(string name) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().ToArbitrary(), pair =>
        {
            var batch = 1 + (pair.Item2 % 30);
            var space = Searches.SpaceOf(name);
            var search = Searches.Create(name, space, (ulong)pair.Item1, batch, maxTrials: 60);
            foreach (var result in Searches.Run(search, Searches.SometimesFailing, name is "auto" or "gp" ? 25 : 60, batch))
                space.Locate(result.Parameters).Length.ShouldBe(space.Dimensions);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_instances_with_the_same_calls_give_the_same_proposals_even_when_interleaved(string name)
    {
        var space = Searches.SpaceOf(name);
        var (first, second) = (Searches.Create(name, space), Searches.Create(name, space));
        for (var round = 0; round < 12; round++)
        {
            var proposals = first.Ask(round, 5);
            second.Ask(round, 5).ShouldBe(proposals);
            // Told in other portions, and while the other instance is a step ahead.
            var results = proposals.Select(Searches.SometimesFailing).ToList();
            first.Tell(results);
            foreach (var result in results) second.Tell([result]);
            second.Finished.ShouldBe(first.Finished);
        }
    }

    [Theory]
    [InlineData("random")]
    [InlineData("lhs")]
    [InlineData("cmaes")]
    [InlineData("tpe")]
    public void Another_seed_gives_other_proposals(string name) =>
        Searches.Create(name, Searches.Mixed, seed: 2).Ask(0, 3).ShouldNotBe(Searches.Create(name, Searches.Mixed, seed: 1).Ask(0, 3));

    [Theory]
    [MemberData(nameof(Names))]
    public void Space_without_a_free_parameter_repeats_its_point_or_is_a_grid_of_one(string name)
    {
        var space = new SearchSpace([new FixedParameter("a", ParameterValue.From(1.5)), new IntParameter("n", 4, 4)]);
        var search = Searches.Create(name, space, maxTrials: 6);
        var proposals = Searches.Run(search, set => Searches.Completed(set, 1), 6, batch: 4);
        proposals.Count.ShouldBe(name == "grid" ? 1 : 6);
        proposals.ShouldAllBe(result => result.Parameters.Canonical == """{"a":1.5,"n":4}""");
    }

    [Fact]
    public void Random_rounds_differ_and_do_not_depend_on_earlier_ones()
    {
        var search = Searches.Create("random", Searches.Mixed);
        var first = search.Ask(0, 4);
        var second = search.Ask(1, 4);
        second.ShouldNotBe(first);
        Searches.Create("random", Searches.Mixed).Ask(1, 4).ShouldBe(second);
    }

    [Fact]
    public void Random_proposals_are_even_over_integers_and_choices()
    {
        var proposals = Searches.Create("random", Searches.Mixed).Ask(0, 9000);
        proposals.CountBy(set => (int)(BigInteger)set.Values["n"].Value).ShouldAllBe(pair => Math.Abs(pair.Value - 1000) < 5 * 30);
        proposals.CountBy(set => set.Values["kind"]).ShouldAllBe(pair => Math.Abs(pair.Value - 3000) < 5 * 45);
        proposals.Count(set => set.Values["rate"].ToDouble("rate") < 0.1).ShouldBeInRange(4500 - 240, 4500 + 240);
    }

    [Fact]
    public void Latin_hypercube_has_one_point_in_each_stratum_and_finishes()
    {
        var search = Searches.Create("lhs", new([new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1)]), maxTrials: 50);
        var points = Searches.Run(search, set => Searches.Completed(set, 0), 1000).ConvertAll(result => result.Parameters);
        search.Finished.ShouldBeTrue();
        search.Ask(99, 5).ShouldBeEmpty();
        foreach (var name in new[] { "x", "y" })
            points.Select(set => (int)(50 * set.Values[name].ToDouble(name))).Order().ShouldBe(Enumerable.Range(0, 50));
        points.Select(set => set.Values["x"].ToDouble("x")).ShouldNotBe(points.Select(set => set.Values["y"].ToDouble("y")));
    }

    [Fact]
    public void Only_the_grid_ends_by_itself() =>
        BuiltinSearches.Names.Where(BuiltinSearches.EndsByItself).ShouldBe(["grid"]);

    [Theory]
    [InlineData("cma-es", "unknown_algorithm", "auto, random, grid, sobol, lhs, cmaes, tpe, gp, nelder_mead, abc_smc", "{}")]
    [InlineData("random", "unknown_option", "has no option 'sigma'. It has no options.", """{"sigma": 1}""")]
    [InlineData("lhs", "unknown_option", "no option 'points'", """{"points": 1}""")]
    [InlineData("cmaes", "unknown_option", "Did you mean 'population'?", """{"populaton": 8}""")]
    [InlineData("cmaes", "bad_option", "'population' of algorithm 'cmaes' is 2; an integer from 4", """{"population": 2}""")]
    [InlineData("cmaes", "bad_option", "is \"big\"; a number above 0", """{"sigma": "big"}""")]
    [InlineData("cmaes", "bad_option", "is -1; an integer from 0", """{"restarts": -1}""")]
    [InlineData("tpe", "unknown_option", "Did you mean 'startup'?", """{"start_up": 8}""")]
    [InlineData("tpe", "bad_option", "'startup' of algorithm 'tpe' is -1; an integer from 0", """{"startup": -1}""")]
    [InlineData("tpe", "bad_option", "'candidates' of algorithm 'tpe' is 0; an integer from 1", """{"candidates": 0}""")]
    [InlineData("tpe", "bad_option", "'gamma' of algorithm 'tpe' is 1.5; a number above 0 and at most 1", """{"gamma": 1.5}""")]
    [InlineData("abc_smc", "bad_option", "'particles' of algorithm 'abc_smc' is 1; an integer from 2", """{"particles": 1}""")]
    [InlineData("gp", "bad_option", "'startup' of algorithm 'gp' is 0; an integer from 1", """{"startup": 0}""")]
    [InlineData("auto", "bad_option", "'confirmations' of algorithm 'auto' is -1; an integer from 0", """{"confirmations": -1}""")]
    [InlineData("nelder_mead", "bad_option", "is 0.6; a number above 0 and at most 0.5", """{"size": 0.6}""")]
    [InlineData("nelder_mead", "bad_option", "is 0; a number above 0", """{"tolerance": 0}""")]
    [InlineData("sobol", "bad_option", "is 1; true or false", """{"scramble": 1}""")]
    [InlineData("grid", "bad_option", "is 0; an integer from 1", """{"points": 0}""")]
    [InlineData("grid", "bad_option", "is 1.5; an integer from 1", """{"points": {"x": 1.5}}""")]
    [InlineData("grid", "unknown_parameter", "Did you mean 'rate'?", """{"points": {"rat": 2}}""")]
    public void Unknown_names_and_bad_options_are_refused_with_what_was_expected(string name, string code, string part, string options)
    {
        var fault = Should.Throw<InvalidInputException>(() => Searches.Create(name, Searches.SpaceOf(name), options: options));
        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain(part);
    }

    [Fact]
    public void Unknown_algorithm_names_the_nearest() =>
        Should.Throw<InvalidInputException>(() => BuiltinSearches.EndsByItself("cma-es")).Remedy.ShouldBe("Did you mean 'builtin:cmaes'?");

    [Fact]
    public void Latin_hypercube_without_max_trials_is_refused() =>
        Should.Throw<InvalidInputException>(() => Searches.Create("lhs", Searches.Mixed, maxTrials: null)).Code.ShouldBe("max_trials_required");

    [Fact]
    public void Too_many_dimensions_or_combinations_are_refused()
    {
        var wide = new SearchSpace(Enumerable.Range(0, 65).Select(i => new FloatParameter($"x{i}", 0, 1)));
        Should.Throw<InvalidInputException>(() => Searches.Create("sobol", wide)).Code.ShouldBe("too_many_dimensions");
        Should.Throw<InvalidInputException>(() => Searches.Create("grid", wide)).Code.ShouldBe("grid_too_large");
    }
}
