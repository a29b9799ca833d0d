using ModelOps.Adaptive.Coverage;

namespace ModelOps.Adaptive.Tests.Coverage;

public sealed class ParameterCoverageTests
{
    // scipy.stats.binom.ppf(0.005, n, p) and ppf(0.995, n, p).
    [Theory]
    [InlineData(100, 0.95, 89, 100)]
    [InlineData(50, 0.95, 43, 50)]
    [InlineData(20, 0.95, 16, 20)]
    [InlineData(50, 0.5, 16, 34)]
    [InlineData(1, 0.5, 0, 1)]
    public void Counts_within_chance_are_those_of_the_binomial_distribution(int trials, double probability, int least, int most) =>
        BinomialRange.Of(trials, probability).ShouldBe(new(least, most));

    [Theory]
    [InlineData(47, 25, 25, Trust.Sound)]
    [InlineData(42, 25, 25, Trust.TooNarrow)]
    [InlineData(47, 14, 25, Trust.TooNarrow)]
    [InlineData(50, 36, 25, Trust.TooWide)]
    [InlineData(47, 25, 40, Trust.OneSided)]
    public void Verdict_follows_from_the_counts(int covered, int middle, int above, Trust trust)
    {
        var repeats = Enumerable.Range(0, 50).Select(i => Repeat(i < covered, i < middle, i < above ? 0.1 : -0.1)).ToList();
        var found = ParameterCoverage.Of(IntervalKind.Posterior, repeats);
        (found.Covered, found.CoveredMiddle, found.TooHigh, found.Trust).ShouldBe((covered, middle, above, trust));
    }

    [Fact]
    public void Repeats_without_an_interval_are_not_judged()
    {
        var repeats = Enumerable.Range(0, 12).Select(i => i < 9 ? Repeat(false, false, 0) : new Recovery("x", 1, null, null, null, null)).ToList();
        var found = ParameterCoverage.Of(IntervalKind.LikelihoodRange, repeats);
        (found.Intervals, found.Covered, found.Trust, found.Truth).ShouldBe((9, 0, Trust.Unknown, 1));
        var none = ParameterCoverage.Of(IntervalKind.LikelihoodRange, [.. repeats.Skip(9)]);
        (none.Intervals, none.ErrorLow, none.Estimates).ShouldBe((0, null, null));
        CoverageText.Sentences(new(new("run", "sha256:0", TruthSource.Answer, IntervalKind.LikelihoodRange, true, ""), [new(0, "{}", 0, 1, "", [.. repeats.Skip(11)])]))
            .ShouldBe(["No repeat gave a range of x that fits nearly as well, since in none enough trials do. No repeat gave an estimate."]);
    }

    [Fact]
    public void Loss_without_a_likelihood_has_no_share_to_expect() =>
        ParameterCoverage.Of(IntervalKind.LossRange, [.. Enumerable.Range(0, 50).Select(_ => Repeat(false, false, 0))]).Trust.ShouldBe(Trust.Unknown);

    private static Recovery Repeat(bool covered, bool middle, double error) =>
        new("x", 1, 1 + error, covered ? new(0, 2) : new(2, 3), middle ? new(0.5, 1.5) : new(2, 2.5), error);
}
