using FsCheck;
using FsCheck.Fluent;
using ModelOps.Adaptive.Objectives;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Tests.Objectives;

public sealed class ObjectiveTests
{
    private static readonly double[] Observed = [10, 20, 30];
    private static readonly double[][] Simulated = [[12, 18, 33], [8, 24, 30]];

    [Theory]
    [InlineData(LossKind.Mse, Reduction.Annealed, 6.166666666666667)]
    [InlineData(LossKind.Mse, Reduction.MeanSignal, 1.0833333333333333)]
    [InlineData(LossKind.Rmse, Reduction.MeanSignal, 1.0408329997330663)]
    [InlineData(LossKind.Rmse, Reduction.Annealed, 2.481232520159614)]
    [InlineData(LossKind.Mae, Reduction.MeanSignal, 0.8333333333333334)]
    [InlineData(LossKind.Mae, Reduction.Annealed, 2.1666666666666665)]
    public void Worked_examples_have_their_loss(LossKind loss, Reduction reduce, double expected) =>
        Loss(Targets.Align(Targets.Define(loss, reduce), Observed, Simulated)).ShouldBe(expected, 1e-7);

    [Fact]
    public void Joint_likelihood_of_the_worked_replicates_is_their_log_mean() =>
        Objective.LogMeanExp([-10, -12, -11]).ShouldBe(-10.691006324223729, 1e-14);

    [Fact]
    public void Joint_likelihood_sums_over_targets_before_it_averages_over_replicates()
    {
        var first = Targets.Align(Targets.Define(LossKind.Poisson), [3, 8], [2, 9], [5, 5]);
        var second = Targets.Align(Targets.Define(LossKind.Poisson, weight: 0.5), [4], [4], [1]);
        double[] joint = [.. Enumerable.Range(0, 2).Select(r =>
            Poisson(3, first.Replicates[r][0]) + Poisson(8, first.Replicates[r][1]) + (0.5 * Poisson(4, second.Replicates[r][0])))];

        var report = Objective.Evaluate([first, second]);

        report.Loss.ShouldBe(-Math.Log((Math.Exp(joint[0]) + Math.Exp(joint[1])) / 2), 1e-12);
        report.Targets[1].ShouldBe(-Math.Log((Math.Exp(Poisson(4, 4)) + Math.Exp(Poisson(4, 1))) / 2), 1e-12);
        Math.Abs(report.Loss - report.Targets[0] - (0.5 * report.Targets[1])).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void Other_losses_are_added_by_weight_to_the_joint_likelihood()
    {
        var joint = Targets.Align(Targets.Define(LossKind.Poisson), [3], [2], [5]);
        var squares = Targets.Align(Targets.Define(LossKind.Mse, weight: 3), Observed, Simulated);
        Loss(joint, squares).ShouldBe(Loss(joint) + (3 * 1.0833333333333333), 1e-12);
    }

    [Fact]
    public void Likelihood_loss_with_a_signal_reduction_is_the_negative_log_likelihood()
    {
        Loss(Targets.Align(Targets.Define(LossKind.Poisson, Reduction.MeanSignal), [3], [2], [6])).ShouldBe(-Poisson(3, 4), 1e-13);
        Loss(Targets.Align(Targets.Define(LossKind.Poisson, Reduction.Annealed), [3], [2], [6])).ShouldBe(-(Poisson(3, 2) + Poisson(3, 6)) / 2, 1e-13);
    }

    [Fact]
    public void Order_of_replicates_does_not_matter() =>
        Prop.ForAll(Gen.Choose(0, 50).Select(k => (double)k).ArrayOf(12).ToArbitrary(), Gen.Shuffle([0, 1, 2, 3]).ToArbitrary(), (numbers, order) =>
        {
            var replicates = numbers.Chunk(3).ToArray();
            foreach (var loss in Enum.GetValues<LossKind>())
            {
                var signals = loss == LossKind.Binomial ? [.. replicates.Select(each => Array.ConvertAll(each, value => value / 50))] : replicates;
                foreach (var reduce in Enum.GetValues<Reduction>())
                {
                    var definition = Targets.Define(loss, reduce);
                    if (reduce == Reduction.Likelihood && !definition.IsLikelihood) continue;
                    var straight = Loss(Targets.Align(definition, [3, 0, 7], signals));
                    Loss(Targets.Align(definition, [3, 0, 7], [.. order.Select(r => signals[r])])).ShouldBe(straight, 1e-9 * Math.Max(1, Math.Abs(straight)));
                }
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Simulated_value_that_is_not_finite_is_reported_and_never_forgiven(double value)
    {
        foreach (var loss in Enum.GetValues<LossKind>())
        {
            var report = Objective.Evaluate([Targets.Align(Targets.Define(loss), [3, 4], [0.2, 0.3], [0.1, value], [0.5, 0.5])]);
            double.IsFinite(report.Loss).ShouldBeFalse(loss.ToString());
            report.NonFiniteReplicates.ShouldBe([1]);
        }
    }

    [Fact]
    public void Loss_that_overflows_is_infinite() =>
        Loss(Targets.Align(Targets.Define(LossKind.Mse), [0], [1e200])).ShouldBe(double.PositiveInfinity);

    [Fact]
    public void Extinct_replicate_does_not_decide_over_the_others()
    {
        var alive = Loss(Targets.Align(Targets.Define(LossKind.Poisson), [3, 8], [2, 9]));
        var withExtinct = Loss(Targets.Align(Targets.Define(LossKind.Poisson), [3, 8], [2, 9], [0, 0]));
        withExtinct.ShouldBe(alive + Math.Log(2), 1e-9);
        double.IsFinite(Loss(Targets.Align(Targets.Define(LossKind.Poisson), [3, 8], [0, 0]))).ShouldBeTrue();
    }

    [Fact]
    public void Targets_without_the_same_replicates_are_a_fault_of_the_caller()
    {
        Should.Throw<ArgumentException>(() => Objective.Evaluate([]));
        Should.Throw<ArgumentException>(() => Loss(Targets.Align(Targets.Define(LossKind.Mse), [1])));
        Should.Throw<ArgumentException>(() =>
            Loss(Targets.Align(Targets.Define(LossKind.Mse), [1], [2]), Targets.Align(Targets.Define(LossKind.Mse), [1], [2], [3])));
    }

    [Theory]
    [InlineData("""{"x": 3.0, "y": 8}""", 5.5)]
    [InlineData("""{"x": 3.0, "kind": "a", "on": true}""", 3.0)]
    [InlineData("""{"kind": "a"}""", 0.0)]
    public void Placeholder_loss_is_the_mean_of_the_numbers(string json, double expected) =>
        PlaceholderLoss.Of(ParameterSet.Parse(json, "test")).ShouldBe(expected);

    private static double Loss(params AlignedTarget[] targets) => Objective.Evaluate(targets).Loss;

    private static double Poisson(double count, double rate) =>
        (count * Math.Log(rate)) - rate - Enumerable.Range(1, (int)count).Sum(i => Math.Log(i));
}
