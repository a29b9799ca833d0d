using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class AutoSearchTests
{
    private static readonly SearchSpace Square = new([new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1)]);

    [Fact]
    public void Model_without_chance_is_repeated_twice_and_the_last_trial_is_the_best_one()
    {
        var results = Searches.Run(Searches.Create("auto", Square, maxTrials: 60), set => Searches.Completed(set, Distance(set)), 60, 1);
        results.GroupBy(result => result.Parameters.Id).Sum(group => group.Count() - 1).ShouldBe(2);
        results[^1].Loss.ShouldBe(results.Min(result => result.Loss));
        results[^1].Loss.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Model_with_chance_is_confirmed_and_the_most_repeated_set_ends_the_study()
    {
        var random = new CounterRandom(3, 1, 1);
        var results = Searches.Run(Searches.Create("auto", Square, maxTrials: 120), set => Searches.Completed(set, Distance(set) + (0.05 * random.NextGaussian())), 120, 6);
        var answer = results[^1].Parameters;
        results.Count(result => result.Parameters.Equals(answer)).ShouldBeGreaterThan(7);
        Distance(answer).ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Long_search_goes_over_to_evolution_and_ends_where_the_loss_is_least()
    {
        var random = new CounterRandom(4, 1, 1);
        var results = Searches.Run(Searches.Create("auto", Square, maxTrials: 600), set => Searches.Completed(set, Distance(set) + (0.02 * random.NextGaussian())), 600, 10);
        Distance(results[^1].Parameters).ShouldBeLessThan(0.005);
        results.Skip(260).Take(280).Average(result => Distance(result.Parameters)).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Noisy_integer_is_found()
    {
        var space = new SearchSpace([new FloatParameter("x", 0, 1), new IntParameter("n", 1, 12)]);
        for (var seed = 0UL; seed < 5; seed++)
        {
            var random = new CounterRandom(seed, 1, 1);
            double Loss(ParameterSet set) => Math.Pow(set.Values["x"].ToDouble("x") - 0.3, 2) + Math.Pow((set.Values["n"].ToDouble("n") - 7) / 10, 2);
            var results = Searches.Run(Searches.Create("auto", space, seed, maxTrials: 200), set => Searches.Completed(set, Loss(set) + (0.02 * random.NextGaussian())), 200, 8);
            Loss(results[^1].Parameters).ShouldBeLessThan(0.012);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(11)]
    public void Smallest_budgets_are_spent_exactly(int budget) =>
        Searches.Run(Searches.Create("auto", Square, maxTrials: budget), set => Searches.Completed(set, Distance(set)), budget, 3).Count.ShouldBe(budget);

    [Fact]
    public void Without_a_budget_nothing_is_held_back() =>
        Searches.Run(Searches.Create("auto", Square, maxTrials: null), set => Searches.Completed(set, Distance(set)), 50).Min(result => result.Loss).ShouldBeLessThan(1e-3);

    [Fact]
    public void Outstanding_repetitions_are_waited_for_before_the_choice()
    {
        var search = Searches.Create("auto", Square, maxTrials: 100);
        var random = new CounterRandom(5, 1, 1);
        TrialResult Noisy(ParameterSet set) => Searches.Completed(set, Distance(set) + random.NextUniform());
        Searches.Run(search, Noisy, 90, 9);
        var deciding = search.Ask(90, 9);
        search.Ask(91, 1).ShouldBeEmpty();
        search.Tell([.. deciding.Select(Noisy)]);
        search.Ask(92, 1).ShouldHaveSingleItem();
    }

    [Fact]
    public void All_failed_is_a_design_to_the_end() =>
        Searches.Run(Searches.Create("auto", Square, maxTrials: 40), set => new(set, TrialStatus.Failed, double.NaN), 40).Count.ShouldBe(40);

    [Fact]
    public void One_point_in_the_space_is_repeated()
    {
        var point = new SearchSpace([new FixedParameter("x", ParameterValue.From(1.0)), new CategoricalParameter("kind", [ParameterValue.From("a")])]);
        Searches.Run(Searches.Create("auto", point), set => Searches.Completed(set, 1), 10).Select(result => result.Parameters.Id).Distinct().ShouldHaveSingleItem();
    }

    private static double Distance(ParameterSet set) => Math.Pow(set.Values["x"].ToDouble("x") - 0.3, 2) + Math.Pow(set.Values["y"].ToDouble("y") - 0.6, 2);
}
