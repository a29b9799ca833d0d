using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Contracts.Tests.Trials;

public sealed class TrialResultTests
{
    private static readonly ParameterSet Parameters = ParameterSet.Parse("""{"x":1}""", "test");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Completed_trial_needs_a_finite_loss(double loss) =>
        Should.Throw<InvalidInputException>(() => new TrialResult(Parameters, TrialStatus.Completed, loss)).Code.ShouldBe("loss_not_finite");

    [Theory]
    [InlineData(TrialStatus.Failed)]
    [InlineData(TrialStatus.Timeout)]
    public void Loss_of_a_trial_that_did_not_complete_is_not_a_number(TrialStatus status) =>
        new TrialResult(Parameters, status, 3).Loss.ShouldBe(double.NaN);

    [Fact]
    public void Loss_of_a_completed_trial_is_kept() => new TrialResult(Parameters, TrialStatus.Completed, 2.5).Loss.ShouldBe(2.5);
}
