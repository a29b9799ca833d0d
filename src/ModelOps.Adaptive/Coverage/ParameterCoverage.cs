namespace ModelOps.Adaptive.Coverage;

/// <summary>What the repeats of a check say about one parameter.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Intervals">How many repeats gave an interval.</param>
/// <param name="Covered">In how many of them the 95 % interval, or the range, contained the truth.</param>
/// <param name="CoveredMiddle">The same for the 50 % interval of a posterior; <see langword="null"/> for ranges.</param>
/// <param name="TooHigh">In how many repeats the estimate was above the truth.</param>
/// <param name="TooLow">In how many it was below.</param>
/// <param name="ErrorLow">The 5 % quantile of the errors, as a part of the search range; <see langword="null"/> without an estimate.</param>
/// <param name="ErrorHigh">Their 95 % quantile.</param>
/// <param name="Trust">What follows.</param>
public sealed record ParameterCoverage(
    string Name, int Intervals, int Covered, int? CoveredMiddle, int TooHigh, int TooLow, double? ErrorLow, double? ErrorHigh, Trust Trust)
{
    /// <summary>The share of truths that an interval of 95 % contains.</summary>
    public const double Nominal = 0.95;

    private const double Middle = 0.5;
    private const double Lower = 0.05;
    private const double Upper = 0.95;
    private const int Enough = 10;

    /// <summary>The truth, if it was the same in every repeat; otherwise <see langword="null"/>.</summary>
    public double? Truth { get; init; }

    /// <summary>The 5 % to the 95 % quantile of the estimates; <see langword="null"/> without one.</summary>
    public Interval? Estimates { get; init; }

    /// <summary>Judges a parameter.</summary>
    /// <param name="kind">What its intervals are.</param>
    /// <param name="repeats">The parameter in every repeat; at least one.</param>
    public static ParameterCoverage Of(IntervalKind kind, IReadOnlyList<Recovery> repeats)
    {
        var given = repeats.Where(repeat => repeat.Interval is not null).ToList();
        var covered = given.Count(repeat => repeat.Interval!.Contains(repeat.Truth));
        int? middle = kind == IntervalKind.Posterior ? given.Count(repeat => repeat.Middle!.Contains(repeat.Truth)) : null;
        var (high, low) = (repeats.Count(repeat => repeat.Error > 0), repeats.Count(repeat => repeat.Error < 0));
        var errors = repeats.Select(repeat => repeat.Error).OfType<double>().Order().ToList();
        var trust = kind == IntervalKind.LossRange || given.Count < Enough ? Trust.Unknown : Judge(given.Count, covered, middle, (high, low));
        return new(repeats[0].Name, given.Count, covered, middle, high, low, Quantile(errors, Lower), Quantile(errors, Upper), trust)
        {
            Truth = repeats.All(repeat => repeat.Truth.Equals(repeats[0].Truth)) ? repeats[0].Truth : null,
            Estimates = EstimatesOf(repeats),
        };
    }

    private static Trust Judge(int intervals, int covered, int? middle, (int High, int Low) sides)
    {
        var outer = BinomialRange.Of(intervals, Nominal);
        var inner = BinomialRange.Of(intervals, Middle);
        if (covered < outer.Least || middle < inner.Least) return Trust.TooNarrow;
        if (sides.High + sides.Low is > 0 and var aside && !BinomialRange.Of(aside, Middle).Contains(sides.High)) return Trust.OneSided;
        return covered > outer.Most || middle > inner.Most ? Trust.TooWide : Trust.Sound;
    }

    private static Interval? EstimatesOf(IReadOnlyList<Recovery> repeats)
    {
        var estimates = repeats.Select(repeat => repeat.Estimate).OfType<double>().Order().ToList();
        return Quantile(estimates, Lower) is { } low && Quantile(estimates, Upper) is { } high ? new(low, high) : null;
    }

    private static double? Quantile(List<double> sorted, double share) => sorted.Count == 0 ? null : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
