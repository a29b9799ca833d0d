using System.Numerics;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class TpeSearchTests
{
    private static readonly SearchSpace Square = new([new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1)]);

    [Fact]
    public void Mixed_space_is_solved_in_all_its_types()
    {
        var losses = BestOver(9, seed => Searches.Create("tpe", Searches.Mixed, seed), 200);
        losses[4].ShouldBeLessThan(0.15);
        losses[4].ShouldBeLessThan(BestOver(9, seed => Searches.Create("random", Searches.Mixed, seed), 200)[4] / 4);
    }

    [Fact]
    public void First_trials_are_the_scrambled_sobol_design_also_where_a_round_goes_beyond_them()
    {
        var design = Searches.Create("sobol", Searches.Mixed, options: """{"scramble": true}""").Ask(0, 7);
        var search = Searches.Create("tpe", Searches.Mixed, options: """{"startup": 7}""");
        search.Ask(0, 5).Concat(search.Ask(1, 5).Take(2)).ShouldBe(design);
    }

    [Fact]
    public void Round_is_spread_while_its_results_are_outstanding()
    {
        var search = Told(Square, "{}", 40, set => Searches.Completed(set, Distance(set, 0.3)));
        var round = search.Ask(40, 8);
        // One place over and over would leave all pairs within a hundredth.
        Pairs(round).Count(pair => Distance(pair.First, pair.Second) > 0.0001).ShouldBeGreaterThan(14);
    }

    [Fact]
    public void Places_of_failed_trials_are_avoided()
    {
        var results = Searches.Run(
            Searches.Create("tpe", Square), set => X(set) < 0.5 ? new(set, TrialStatus.Failed, double.NaN) : Searches.Completed(set, Distance(set, 0.8)), 100);
        results[..10].Count(result => result.Status == TrialStatus.Failed).ShouldBe(5);
        results[50..].Count(result => result.Status == TrialStatus.Failed).ShouldBeLessThan(5);
    }

    [Fact]
    public void Failures_alone_drive_the_search_away_from_them()
    {
        var search = Searches.Create("tpe", Square, options: """{"startup": 0}""");
        foreach (var round in Enumerable.Range(0, 30))
            search.Tell([new(search.Ask(round, 1)[0], TrialStatus.Timeout, double.NaN)]);
        search.Ask(30, 20).Select(set => (X(set) < 0.5, Y(set) < 0.5)).Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("""{"gamma": 1}""")]
    [InlineData("""{"candidates": 1}""")]
    [InlineData("""{"startup": 0}""")]
    public void Options_at_their_ends_still_find_better_places(string options)
    {
        var results = Searches.Run(Searches.Create("tpe", Square, options: options), set => Searches.Completed(set, Distance(set, 0.3)), 100);
        results[60..].Min(result => result.Loss).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Constant_and_extreme_losses_do_no_harm()
    {
        foreach (var loss in new[] { 0, 1e308, -1e308 })
            Searches.Run(Searches.Create("tpe", Searches.Mixed), set => Searches.Completed(set, loss), 60).Count.ShouldBe(60);
    }

    [Fact]
    public void Hundred_dimensions_beyond_the_sobol_table_are_searched()
    {
        var space = new SearchSpace(Enumerable.Range(0, 100).Select(i => new FloatParameter($"x{i}", -1, 1)));
        var losses = Searches.Run(Searches.Create("tpe", space), set => Searches.Completed(set, set.Values.Sum(pair => Math.Pow((double)pair.Value.Value - 0.3, 2))), 150);
        losses[120..].Average(result => result.Loss).ShouldBeLessThan(0.8 * losses[..10].Average(result => result.Loss));
    }

    [Fact]
    public void Integer_of_two_values_and_one_of_2_to_53_values_are_searched()
    {
        var space = new SearchSpace([new IntParameter("coin", 0, 1), new IntParameter("wide", -IntParameter.Largest, IntParameter.Largest - 1)]);
        var results = Searches.Run(Searches.Create("tpe", space), set => Searches.Completed(set, LossOf(set)), 150);
        results.MinBy(result => result.Loss)!.Parameters.Values["coin"].Value.ShouldBe(BigInteger.One);
        results.Min(result => result.Loss).ShouldBeLessThan(0.02);
        static double LossOf(ParameterSet set) => (set.Values["coin"].Value.Equals(BigInteger.One) ? 0 : 1) + Math.Abs(set.Values["wide"].ToDouble("wide") / IntParameter.Largest);
    }

    [Fact]
    public void Result_of_a_trial_never_asked_is_a_fault_of_the_caller() =>
        Should.Throw<InvalidOperationException>(() => Searches.Create("tpe", Square).Tell([Searches.Completed(Square.At([0, 0]), 1)]));

    private static List<double> BestOver(int seeds, Func<ulong, ISearch> create, int trials) =>
        [.. Enumerable.Range(0, seeds)
            .Select(seed => Searches.Run(create((ulong)seed), Searches.SometimesFailing, trials))
            .Select(results => results.Where(result => result.Status == TrialStatus.Completed).Min(result => result.Loss)).Order()];

    private static ISearch Told(SearchSpace space, string options, int trials, Func<ParameterSet, TrialResult> evaluate)
    {
        var search = Searches.Create("tpe", space, options: options);
        Searches.Run(search, evaluate, trials, 1);
        return search;
    }

    private static IEnumerable<(ParameterSet First, ParameterSet Second)> Pairs(IReadOnlyList<ParameterSet> sets) =>
        sets.SelectMany((first, i) => sets.Skip(i + 1).Select(second => (first, second)));

    private static double Distance(ParameterSet set, double optimum) => Math.Pow(X(set) - optimum, 2) + Math.Pow(Y(set) - optimum, 2);

    private static double Distance(ParameterSet first, ParameterSet second) => Math.Pow(X(first) - X(second), 2) + Math.Pow(Y(first) - Y(second), 2);

    private static double X(ParameterSet set) => set.Values["x"].ToDouble("x");

    private static double Y(ParameterSet set) => set.Values["y"].ToDouble("y");
}
