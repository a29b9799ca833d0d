using System.Numerics;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class CmaesSearchTests
{
    private static readonly double[] Shift = [1, -1.5, 2, -0.5, 2.5];

    private static readonly SearchSpace Box = new(Shift.Select((_, i) => new FloatParameter($"x{i}", -5, 5)));

    [Fact]
    public void Median_best_of_sphere_and_rosenbrock_after_1000_trials_is_as_good_as_the_field()
    {
        MedianBest(Sphere).ShouldBeLessThan(1e-9);
        // Ten times the median of Optuna's CMA-ES on the same function and box.
        MedianBest(Rosenbrock).ShouldBeLessThan(2.7);
    }

    [Fact]
    public void Mixed_space_is_solved_in_all_its_types()
    {
        var losses = Enumerable.Range(0, 9)
            .Select(seed => Searches.Run(Searches.Create("cmaes", Searches.Mixed, (ulong)seed), Searches.SometimesFailing, 600))
            .Select(results => results.Where(result => result.Status == TrialStatus.Completed).Min(result => result.Loss)).Order().ToList();
        losses[4].ShouldBeLessThan(1e-3);
        losses[^1].ShouldBeLessThan(0.3);
    }

    [Fact]
    public void Discrete_values_stay_reachable_after_the_floats_have_converged()
    {
        var space = new SearchSpace(
        [
            new FloatParameter("x", -5, 5), new IntParameter("n", 0, 9),
            new CategoricalParameter("kind", [ParameterValue.From("a"), ParameterValue.From("b"), ParameterValue.From("c")]),
        ]);
        var results = Searches.Run(Searches.Create("cmaes", space), set => Searches.Completed(set, Math.Pow(set.Values["x"].ToDouble("x"), 2)), 800);
        var late = results[400..].ConvertAll(result => result.Parameters);
        late.Select(set => set.Values["kind"]).Distinct().Count().ShouldBe(3);
        late.Select(set => set.Values["n"]).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Optimum_in_a_corner_of_the_box_is_found()
    {
        var results = Searches.Run(Searches.Create("cmaes", Box), set => Searches.Completed(set, Shift.Select((_, i) => X(set, i)).Sum()), 1000);
        results.Min(result => result.Loss).ShouldBe(-25, 1e-3);
    }

    [Fact]
    public void Generation_spans_rounds_and_waits_for_its_results()
    {
        var search = Searches.Create("cmaes", Box, batch: 5, options: """{"population": 8}""");
        var first = search.Ask(0, 5);
        var second = search.Ask(1, 5);
        second.Count.ShouldBe(3, "the generation has 8");
        search.Ask(2, 5).ShouldBeEmpty();
        search.Tell([.. first.Select(set => Searches.Completed(set, Sphere(set)))]);
        search.Ask(3, 5).ShouldBeEmpty();
        search.Tell([.. second.Select(set => Searches.Completed(set, Sphere(set)))]);
        search.Ask(4, 5).Count.ShouldBe(5);
    }

    [Fact]
    public void Population_is_at_least_the_batch() => Searches.Create("cmaes", Box, batch: 20).Ask(0, 20).Count.ShouldBe(20);

    [Fact]
    public void Failed_trials_rank_last_and_failures_alone_move_the_search_elsewhere()
    {
        var search = Searches.Create("cmaes", Box);
        var results = Searches.Run(
            search, set => X(set, 0) < 2 ? new(set, TrialStatus.Timeout, double.NaN) : Searches.Completed(set, Math.Pow(X(set, 0) - 4, 2)), 400);
        results.Where(result => result.Status == TrialStatus.Completed).Min(result => result.Loss).ShouldBeLessThan(1e-6);
        var fewFailures = results[300..].Count(result => result.Status == TrialStatus.Timeout);
        fewFailures.ShouldBeLessThan(10);
    }

    [Fact]
    public void Converged_search_starts_again_with_twice_the_population_until_its_restarts_are_spent()
    {
        var search = Searches.Create("cmaes", new([new FloatParameter("x", -5, 5), new FloatParameter("y", -5, 5)]), options: """{"restarts": 1, "population": 6}""");
        var results = Searches.Run(search, set => Searches.Completed(set, Math.Abs(set.Values["x"].ToDouble("x"))), 100_000, batch: 1000);
        search.Finished.ShouldBeTrue();
        search.Ask(10_000, 5).ShouldBeEmpty();
        // Results may come after the end, as from other runners.
        search.Tell([results[0]]);
        // Of the two runs only the first has generations of 6, and the second ends with a whole one of 12.
        results.Count.ShouldBeInRange(100, 20_000);
    }

    [Fact]
    public void Flat_loss_restarts_instead_of_standing_still()
    {
        var search = Searches.Create("cmaes", Box, options: """{"restarts": 0}""");
        Searches.Run(search, set => Searches.Completed(set, 7), 10_000).Count.ShouldBeLessThan(500);
        search.Finished.ShouldBeTrue();
    }

    [Fact]
    public void Result_of_a_trial_never_asked_is_a_fault_of_the_caller()
    {
        var search = Searches.Create("cmaes", Box);
        Should.Throw<InvalidOperationException>(() => search.Tell([Searches.Completed(Box.At([0, 0, 0, 0, 0]), 1)]));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void Losses_of_extreme_magnitude_do_no_harm(double scale)
    {
        var results = Searches.Run(Searches.Create("cmaes", Box), set => Searches.Completed(set, scale * Sphere(set)), 400);
        results.Count.ShouldBe(400);
    }

    [Fact]
    public void Large_spaces_are_searched_too()
    {
        var space = new SearchSpace(Enumerable.Range(0, 40).Select(i => new FloatParameter($"x{i}", -1, 1)));
        var results = Searches.Run(
            Searches.Create("cmaes", space), set => Searches.Completed(set, set.Values.Sum(pair => Math.Pow((double)pair.Value.Value - 0.3, 2))), 3000, batch: 15);
        results[^1].Loss.ShouldBeLessThan(results[0].Loss / 10);
    }

    [Fact]
    public void Integers_alone_are_searched_to_the_optimum()
    {
        var space = new SearchSpace(Enumerable.Range(0, 3).Select(i => new IntParameter($"n{i}", -50, 50)));
        var results = Searches.Run(
            Searches.Create("cmaes", space), set => Searches.Completed(set, set.Values.Sum(pair => Math.Pow((int)(BigInteger)pair.Value.Value - 17, 2))), 600);
        results.Min(result => result.Loss).ShouldBe(0);
    }

    private static double MedianBest(Func<ParameterSet, double> function) =>
        Enumerable.Range(0, 11).Select(seed => Searches.Run(Searches.Create("cmaes", Box, (ulong)seed, 8), set => Searches.Completed(set, function(set)), 1000, 8))
            .Select(results => results.Min(result => result.Loss)).Order().ElementAt(5);

    private static double X(ParameterSet set, int i) => set.Values[$"x{i}"].ToDouble("x");

    private static double Sphere(ParameterSet set) => Shift.Select((shift, i) => Math.Pow(X(set, i) - shift, 2)).Sum();

    private static double Rosenbrock(ParameterSet set)
    {
        var z = Shift.Select((shift, i) => X(set, i) - shift + 1).ToList();
        return Enumerable.Range(0, 4).Sum(i => (100 * Math.Pow(z[i + 1] - (z[i] * z[i]), 2)) + Math.Pow(1 - z[i], 2));
    }
}
