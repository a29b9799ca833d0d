using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class NelderMeadSearchTests
{
    private static readonly double[] Shift = [1, -1.5, 2, -0.5, 2.5];

    private static readonly SearchSpace Box = new(Shift.Select((_, i) => new FloatParameter($"x{i}", -5, 5)));

    [Fact]
    public void Sphere_and_rosenbrock_are_solved()
    {
        Best(Box, Sphere, 400).ShouldBeLessThan(1e-6);
        Best(Box, Rosenbrock, 2000).ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void First_simplex_is_the_centre_and_one_step_along_each_axis_and_a_round_holds_no_more()
    {
        var search = Searches.Create("nelder_mead", Box, batch: 20);
        var first = search.Ask(0, 4).Concat(search.Ask(1, 20)).ToList();
        first.Count.ShouldBe(6);
        first.Select(set => Shift.Select((_, i) => X(set, i))).ShouldBe(Enumerable.Range(-1, 6).Select(axis => Enumerable.Range(0, 5).Select(i => i == axis ? 2.0 : 0)));
        search.Ask(2, 20).ShouldBeEmpty();
        search.Tell([.. first.Select(set => Searches.Completed(set, Sphere(set)))]);
        search.Ask(3, 20).Count.ShouldBe(1, "a reflection");
    }

    [Fact]
    public void Shrunken_simplex_is_one_round()
    {
        var search = Searches.Create("nelder_mead", Box);
        // Only the centre is good, so that reflection and contraction gain nothing.
        search.Tell([.. search.Ask(0, 10).Select((set, i) => Searches.Completed(set, i))]);
        search.Tell([Searches.Completed(search.Ask(1, 10)[0], 9)]);
        search.Tell([Searches.Completed(search.Ask(2, 10)[0], 9)]);
        search.Ask(3, 10).Count.ShouldBe(5);
    }

    [Fact]
    public void Two_dimensions_take_the_classical_steps()
    {
        // The simplex (0.5, 0.5), (0.7, 0.5), (0.5, 0.7) with losses 0, 1, 2: centroid (0.6, 0.5).
        var box = new SearchSpace([new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1)]);
        Next([]).ShouldBe((0.7, 0.3), "reflection");
        Next([-1]).ShouldBe((0.8, 0.1), "expansion");
        Next([1.5]).ShouldBe((0.65, 0.4), "contraction outside");
        Next([3]).ShouldBe((0.55, 0.6), "contraction inside");
        Next([3, 3]).ShouldBe((0.6, 0.5), "shrinkage");

        (double X, double Y) Next(double[] losses)
        {
            var search = Searches.Create("nelder_mead", box);
            search.Tell([.. search.Ask(0, 3).Select((set, i) => Searches.Completed(set, i))]);
            foreach (var (i, loss) in losses.Index()) search.Tell([Searches.Completed(search.Ask(i + 1, 1)[0], loss)]);
            var set = search.Ask(9, 1)[0];
            return (Math.Round(set.Values["x"].ToDouble("x"), 12), Math.Round(set.Values["y"].ToDouble("y"), 12));
        }
    }

    [Fact]
    public void Optimum_in_a_corner_of_the_box_is_found() => Best(Box, set => Shift.Select((_, i) => X(set, i)).Sum(), 1000).ShouldBe(-25, 1e-4);

    [Fact]
    public void Choices_are_refused_and_a_single_choice_is_none()
    {
        var fault = Should.Throw<InvalidInputException>(() => Searches.Create("nelder_mead", Searches.Mixed));
        (fault.Code, fault.Message).ShouldBe(("choices_not_searchable", "Parameter 'kind' is categorical; algorithm 'nelder_mead' takes floats and integers."));
        var single = new SearchSpace([new FloatParameter("x", 0, 1), new CategoricalParameter("kind", [ParameterValue.From("a")])]);
        Searches.Create("nelder_mead", single).Ask(0, 5).Count.ShouldBe(2);
    }

    [Fact]
    public void Integers_and_log_scales_are_searched() =>
        Searches.Run(Searches.Create("nelder_mead", Searches.Numbers), set => Searches.Completed(set, Searches.Quadratic(set)), 600)
            .Min(result => result.Loss).ShouldBeLessThan(1e-3);

    [Fact]
    public void Collapsed_descent_is_repeated_from_its_best_and_then_elsewhere_until_the_restarts_are_spent()
    {
        var line = new SearchSpace([new FloatParameter("x", 0, 1)]);
        var search = Searches.Create("nelder_mead", line, options: """{"restarts": 2}""");
        var places = Searches.Run(search, set => Searches.Completed(set, Math.Abs(set.Values["x"].ToDouble("x") - 0.3)), 10_000)
            .ConvertAll(result => result.Parameters.Values["x"].ToDouble("x"));
        search.Finished.ShouldBeTrue();
        search.Ask(10_000, 5).ShouldBeEmpty();
        search.Tell([Searches.Completed(line.At([0]), 1)]);
        places.Count.ShouldBeLessThan(400);
        // From about 0.3 a step of 0.2 towards the farther bound.
        places.Skip(10).ShouldContain(x => Math.Abs(x - 0.5) < 1e-5);
    }

    [Fact]
    public void Descent_into_a_local_optimum_is_followed_by_others()
    {
        // The centre lies on the slope to the local optimum at -3, whose loss is 1.
        static double Loss(ParameterSet set) => X(set, 0) is var x && x < 2 ? 1 + Math.Pow((x + 3) / 5, 2) : Math.Pow(x - 4, 2);
        Best(new([new FloatParameter("x0", -5, 5)]), Loss, 1000).ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Failed_trials_are_the_worst_and_a_simplex_of_failures_is_left()
    {
        var results = Searches.Run(
            Searches.Create("nelder_mead", Box), set => X(set, 0) < 3 ? new(set, TrialStatus.Timeout, double.NaN) : Searches.Completed(set, Math.Pow(X(set, 0) - 4, 2)), 600);
        results.Where(result => result.Status == TrialStatus.Completed).Min(result => result.Loss).ShouldBeLessThan(1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e308)]
    public void Constant_loss_ends_each_descent(double loss)
    {
        var search = Searches.Create("nelder_mead", Box, options: """{"restarts": 1, "tolerance": 0.001}""");
        Searches.Run(search, set => Searches.Completed(set, loss), 10_000).Count.ShouldBeLessThan(1000);
        search.Finished.ShouldBeTrue();
    }

    [Fact]
    public void Another_seed_restarts_elsewhere()
    {
        var runs = new ulong[] { 1, 2 }.Select(seed => Searches.Run(Searches.Create("nelder_mead", Box, seed), set => new(set, TrialStatus.Failed, double.NaN), 12)).ToList();
        runs[0].Take(6).ShouldBe(runs[1].Take(6));
        runs[0][6].ShouldNotBe(runs[1][6]);
    }

    [Fact]
    public void Result_of_a_trial_never_asked_is_a_fault_of_the_caller() =>
        Should.Throw<InvalidOperationException>(() => Searches.Create("nelder_mead", Box).Tell([Searches.Completed(Box.At([0, 0, 0, 0, 0]), 1)]));

    private static double Best(SearchSpace space, Func<ParameterSet, double> loss, int trials) =>
        Searches.Run(Searches.Create("nelder_mead", space), set => Searches.Completed(set, loss(set)), trials).Min(result => result.Loss);

    private static double X(ParameterSet set, int i) => set.Values[$"x{i}"].ToDouble("x");

    private static double Sphere(ParameterSet set) => Shift.Select((shift, i) => Math.Pow(X(set, i) - shift, 2)).Sum();

    private static double Rosenbrock(ParameterSet set)
    {
        var z = Shift.Select((shift, i) => X(set, i) - shift + 1).ToList();
        return Enumerable.Range(0, 4).Sum(i => (100 * Math.Pow(z[i + 1] - (z[i] * z[i]), 2)) + Math.Pow(1 - z[i], 2));
    }
}
