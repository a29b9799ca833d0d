using ModelOps.Adaptive.Reporting.Analysis;

namespace ModelOps.Adaptive.Tests.Reporting.Analysis;

public sealed class SensitivityTests
{
    // What turns the transformed loss back into a polynomial: loss = exp(f), so that log(1 + scaled loss) is close to f.
    [Fact]
    public void Indices_of_a_sum_are_the_shares_of_its_terms()
    {
        var state = ReportStudies.Of(["a", "b", "c"], 400, point => Math.Exp((2 * point[0]) + point[1]));
        var sensitivity = StudyFindings.Of(ReportStudies.Source(state)).Sensitivity!;
        sensitivity.IsReliable.ShouldBeTrue();
        sensitivity.Predictive.ShouldBeGreaterThan(0.99);
        // Variances of 2a and b are as 4 to 1; the transformation shifts them a little.
        sensitivity.Indices[0].FirstOrder.ShouldBe(0.8, 0.05);
        sensitivity.Indices[1].FirstOrder.ShouldBe(0.2, 0.05);
        sensitivity.Indices[2].Total.ShouldBe(0, 0.01);
    }

    [Fact]
    public void Interaction_counts_in_the_totals_alone()
    {
        var state = ReportStudies.Of(["a", "b"], 400, point => 1000 + ((point[0] - 0.5) * (point[1] - 0.5)));
        var sensitivity = StudyFindings.Of(ReportStudies.Source(state)).Sensitivity!;
        sensitivity.Indices[0].FirstOrder.ShouldBeLessThan(0.05);
        sensitivity.Indices[0].Total.ShouldBeGreaterThan(0.9);
        sensitivity.Indices[1].Total.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Noise_is_not_relied_on()
    {
        var state = ReportStudies.Of(["a", "b"], 200, point => Math.Abs(Math.Sin(point[0] * 1e7)) + 1);
        StudyFindings.Of(ReportStudies.Source(state)).Sensitivity!.IsReliable.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Equal_losses_have_no_indices(int trials) =>
        StudyFindings.Of(ReportStudies.Source(ReportStudies.Of(["a"], trials, _ => 3))).Sensitivity.ShouldBeNull();

    [Fact]
    public void Losses_at_the_edge_of_doubles_give_finite_indices()
    {
        var state = ReportStudies.Of(["a", "b"], 60, point => point[0] > 0.5 ? 1.7e308 : -1.7e308);
        var sensitivity = StudyFindings.Of(ReportStudies.Source(state)).Sensitivity!;
        sensitivity.Indices.ShouldAllBe(index => double.IsFinite(index.Total) && double.IsFinite(index.FirstOrder));
    }
}
