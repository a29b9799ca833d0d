using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Sections;

namespace ModelOps.Adaptive.Tests.Reporting.Analysis;

public sealed class IdentifiabilityTests
{
    private const double HalfChiSquare = 1.92;

    [Fact]
    public void Parameter_that_the_loss_ignores_is_flat_and_said_so()
    {
        var findings = Findings(["used", "unused"], point => 1000 * Square(point[0] - 0.5));
        findings.Parameters[0].Determination.ShouldBe(Determination.Determined);
        findings.Parameters[1].Determination.ShouldBe(Determination.Flat);
        findings.Parameters[1].Share.ShouldBeGreaterThan(0.9);
        var sentence = DeterminationSection.Sentences(findings).ShouldHaveSingleItem();
        sentence.ShouldContain("do not determine unused");
        sentence.ShouldContain("%");
    }

    [Fact]
    public void Parameters_that_make_up_for_each_other_are_named_as_a_pair()
    {
        var findings = Findings(["a", "b"], point => 4000 * Square(point[0] + point[1] - 1));
        var pair = findings.StrongPairs.ShouldHaveSingleItem();
        (pair.First, pair.Second).ShouldBe(("a", "b"));
        pair.Coefficient.ShouldBeLessThan(-Correlation.Strong);
        DeterminationSection.Sentences(findings).ShouldContain(sentence => sentence.Contains("only a combination"));
    }

    [Fact]
    public void Range_is_that_of_the_likelihood_ratio()
    {
        var findings = Findings(["a"], point => 100 * Square(point[0] - 0.5));
        // 100 (a - 0.5)^2 rises by 1.92 at 0.5 -+ 0.1386.
        var expected = 2 * Math.Sqrt(HalfChiSquare / 100);
        findings.Parameters[0].Share.ShouldBe(expected, 0.01);
        findings.EliteRule.ShouldContain("1.921");
    }

    [Fact]
    public void Best_value_at_the_end_of_its_range_is_a_finding()
    {
        var findings = Findings(["a"], point => 1000 * point[0]);
        findings.Parameters[0].AtBound.ShouldBeTrue();
        DeterminationSection.Sentences(findings).ShouldContain(sentence => sentence.Contains("Widen the range"));
    }

    [Fact]
    public void Well_determined_parameters_are_said_to_be()
    {
        var findings = Findings(["a"], point => 2000 * Square(point[0] - 0.4));
        DeterminationSection.Sentences(findings).ShouldHaveSingleItem().ShouldContain("every parameter");
    }

    [Fact]
    public void Few_trials_say_nothing()
    {
        var state = ReportStudies.Of(["a"], 6, point => point[0], ReportStudies.Target("poisson", "likelihood"));
        var findings = StudyFindings.Of(ReportStudies.Source(state));
        findings.Parameters[0].Determination.ShouldBe(Determination.Unknown);
        DeterminationSection.Sentences(findings).ShouldHaveSingleItem().ShouldContain("fewer than");
    }

    [Fact]
    public void Sparse_sweep_is_not_taken_for_a_flat_profile()
    {
        // Few of 2000 trials come within 1.92 of the best; the best tenth spans much, and that says nothing about the data.
        var findings = Findings(["a", "b"], point => 1e5 * (Square(point[0] - 0.5) + Square(point[1] - 0.5)));
        findings.EliteCount.ShouldBeLessThan(Elite.Enough);
        findings.EliteRule.ShouldContain("the best 200 of 2000 trials");
        findings.Parameters.ShouldAllBe(found => found.Determination == Determination.Unknown);
        DeterminationSection.Sentences(findings).ShouldHaveSingleItem().ShouldContain("fewer than");
    }

    [Fact]
    public void Objective_that_is_no_likelihood_shows_flat_parameters_and_claims_no_sharp_ones()
    {
        var findings = StudyFindings.Of(ReportStudies.Source(ReportStudies.Of(["used", "unused"], 2000, point => Math.Abs(point[0] - 0.5))));
        findings.Parameters.Select(found => found.Determination).ShouldBe([Determination.Unknown, Determination.Flat]);
        findings.EliteRule.ShouldContain("90% quantile");
    }

    [Fact]
    public void Valley_along_which_a_search_hardly_moved_is_known_by_its_curvature()
    {
        // All trials lie within a twentieth of the ranges about (0.5, 0.5), on a loss that is flat along a + b = 1.
        var findings = Near(point => 2000 * Square(point[0] + point[1] - 1));
        findings.Parameters.ShouldAllBe(found => found.Share < 0.2 && found.ByCurvature > 0.9 && found.Determination == Determination.Flat);
        DeterminationSection.Sentences(findings).ShouldContain(sentence => sentence.Contains("the search stayed from") && sentence.Contains("values over all of the range"));
    }

    [Fact]
    public void Bowl_that_a_search_stayed_in_is_judged_by_its_true_width()
    {
        // 400 (a - 0.5)^2 rises by 1.92 at 0.5 -+ 0.069, and 20000 (b - 0.5)^2 at 0.5 -+ 0.0098; the trials reach 0.025 to either side.
        var findings = Near(point => 400 * Square(point[0] - 0.5) + 20000 * Square(point[1] - 0.5));
        findings.Parameters.Select(found => found.Determination).ShouldBe([Determination.Determined, Determination.Determined]);
        findings = Near(point => 100 * Square(point[0] - 0.5) + 20000 * Square(point[1] - 0.5));
        findings.Parameters[0].Determination.ShouldBe(Determination.Weak);
        findings.Parameters[0].ByCurvature!.Value.ShouldBe(0.277, 0.003);
    }

    [Fact]
    public void Losses_that_scatter_are_judged_by_the_trials_alone()
    {
        var noise = new ModelOps.Adaptive.Randomness.CounterRandom(1, 1, 1);
        Near(point => 2000 * Square(point[0] - 0.5) + 2000 * Square(point[1] - 0.5) + noise.NextGaussian()).Parameters.ShouldAllBe(found => found.ByCurvature == null);
    }

    private static StudyFindings Near(Func<double[], double> loss)
    {
        double[] Close(double[] point) => [.. point.Select(value => 0.475 + (value / 20))];
        return StudyFindings.Of(ReportStudies.Source(ReportStudies.Of(["a", "b"], 300, loss, ReportStudies.Target("poisson", "likelihood"), place: Close)));
    }

    private static StudyFindings Findings(IReadOnlyList<string> names, Func<double[], double> loss) =>
        StudyFindings.Of(ReportStudies.Source(ReportStudies.Of(names, 2000, loss, ReportStudies.Target("poisson", "likelihood"))));

    private static double Square(double value) => value * value;
}
