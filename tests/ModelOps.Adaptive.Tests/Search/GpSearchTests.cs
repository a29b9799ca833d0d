using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Search;

public sealed class GpSearchTests
{
    private static readonly SearchSpace Square = new([new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1)]);

    [Fact]
    public void Smooth_loss_is_solved_in_sixty_trials() =>
        Searches.Run(Searches.Create("gp", Square), set => Searches.Completed(set, Distance(set, 0.3)), 60, 1).Min(result => result.Loss).ShouldBeLessThan(1e-6);

    [Fact]
    public void Mixed_space_with_failures_is_solved_in_all_its_types()
    {
        var results = Searches.Run(Searches.Create("gp", Searches.Mixed, maxTrials: 120), Searches.SometimesFailing, 120);
        results.Where(result => result.Status == TrialStatus.Completed).Min(result => result.Loss).ShouldBeLessThan(0.05);
        results.Skip(60).Count(result => result.Status == TrialStatus.Failed).ShouldBeLessThan(10);
    }

    [Fact]
    public void Noise_does_not_lead_it_astray()
    {
        var random = new CounterRandom(7, 1, 1);
        var results = Searches.Run(Searches.Create("gp", Square), set => Searches.Completed(set, Distance(set, 0.3) + (0.1 * random.NextGaussian())), 100);
        results.Skip(60).Average(result => Distance(result.Parameters, 0.3)).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Round_is_spread_while_its_results_are_outstanding()
    {
        var search = Searches.Create("gp", Square);
        Searches.Run(search, set => Searches.Completed(set, Distance(set, 0.3)), 16, 16);
        search.Ask(1, 8).Select(set => set.Id).Distinct().Count().ShouldBe(8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e308)]
    [InlineData(-1e308)]
    public void Constant_and_extreme_losses_do_no_harm(double loss) =>
        Searches.Run(Searches.Create("gp", Searches.Mixed), set => Searches.Completed(set, loss), 30).Count.ShouldBe(30);

    [Fact]
    public void Losses_of_all_magnitudes_do_no_harm() =>
        Searches.Run(Searches.Create("gp", Square), set => Searches.Completed(set, Math.Pow(10, 300 * ((2 * X(set)) - 1))), 40).Min(result => result.Loss).ShouldBeLessThan(1e-290);

    [Fact]
    public void Failures_alone_leave_it_in_its_design() =>
        Searches.Run(Searches.Create("gp", Square), set => new(set, TrialStatus.Failed, double.NaN), 40).Select(result => result.Parameters.Id).Distinct().Count().ShouldBe(40);

    [Fact]
    public void Place_that_mostly_fails_may_still_be_the_best()
    {
        var space = new SearchSpace([new IntParameter("n", 1, 2)]);
        var trial = 0;
        Searches.Run(Searches.Create("gp", space), set => ++trial % 12 == 0 ? Searches.Completed(set, trial) : new(set, TrialStatus.Failed, double.NaN), 150).Count.ShouldBe(150);
    }

    [Fact]
    public void Hundred_dimensions_are_searched()
    {
        var space = new SearchSpace(Enumerable.Range(0, 100).Select(i => new FloatParameter($"x{i}", -1, 1)));
        var search = Searches.Create("gp", space, options: """{"startup": 30}""");
        var losses = Searches.Run(search, set => Searches.Completed(set, set.Values.Sum(pair => Math.Pow((double)pair.Value.Value - 0.3, 2))), 60, 10);
        losses[50..].Average(result => result.Loss).ShouldBeLessThan(losses[..30].Average(result => result.Loss));
    }

    [Fact]
    public void Result_of_a_trial_never_asked_is_a_fault_of_the_caller() =>
        Should.Throw<InvalidOperationException>(() => Searches.Create("gp", Square).Tell([Searches.Completed(Square.At([0, 0]), 1)]));

    private static double Distance(ParameterSet set, double optimum) => Math.Pow(X(set) - optimum, 2) + Math.Pow(set.Values["y"].ToDouble("y") - optimum, 2);

    private static double X(ParameterSet set) => set.Values["x"].ToDouble("x");
}
