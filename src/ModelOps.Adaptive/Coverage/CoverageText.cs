using System.Globalization;

namespace ModelOps.Adaptive.Coverage;

/// <summary>A check in a modeller's words, with the figures behind each sentence.</summary>
public static class CoverageText
{
    /// <summary>What was done, in a few sentences.</summary>
    public static string Method(CoverageCheck check)
    {
        var subject = check.Subject;
        var truths = subject.Truths == TruthSource.Prior
            ? "parameters drawn from the whole search space"
            : subject.Intervals == IntervalKind.Posterior ? "parameters drawn from the posterior sample of the study" : "the parameters that the study answers";
        var noise = subject.Noise.Length == 0 ? "" : $" with {subject.Noise}";
        var redrawn = check.Redrawn == 0 ? "" : $" {Count(check.Redrawn, "truth")} gave no data, since the model failed there, and others were drawn in their place.";
        return $"The fit was repeated {Count(check.Repeats.Count, "time")} on synthetic data: each time one simulation of the model{noise}, under {truths}.{redrawn}";
    }

    /// <summary>A sentence or two a parameter.</summary>
    public static IReadOnlyList<string> Sentences(CoverageCheck check) =>
        [.. check.Parameters.Select(parameter => Sentence(check, parameter))];

    private static string Sentence(CoverageCheck check, ParameterCoverage found)
    {
        var isPosterior = check.Subject.Intervals == IntervalKind.Posterior;
        var interval = isPosterior ? $"95 % interval of {found.Name}" : $"range of {found.Name} that fits nearly as well";
        if (found.Intervals == 0) return $"No repeat gave a {interval}{(isPosterior ? "" : ", since in none enough trials do")}. {Errors(found)}";
        var without = check.Repeats.Count - found.Intervals;
        var middle = found.CoveredMiddle is { } count ? $", the 50 % interval in {count}" : "";
        var none = without == 0 ? "" : $" ({without} more {(without == 1 ? "repeat" : "repeats")} gave none)";
        return $"The {interval} contained the truth in {found.Covered} of {Count(found.Intervals, "repeat")}{none}{middle}. {Verdict(check, found)} {Errors(found)}";
    }

    private static string Verdict(CoverageCheck check, ParameterCoverage found)
    {
        var range = BinomialRange.Of(found.Intervals, ParameterCoverage.Nominal);
        var isPosterior = check.Subject.Intervals == IntervalKind.Posterior;
        return found.Trust switch
        {
            Trust.Sound => $"That is what a 95 % {(isPosterior ? "interval" : "range")} should do: {range.Least} to {range.Most} are within chance.",
            Trust.TooNarrow => isPosterior
                ? $"That is too seldom ({range.Least} to {range.Most} are within chance): the posterior claims more than the data say. Take more particles, or summaries that say more."
                : $"That is too seldom for 95 % ({range.Least} to {range.Most} are within chance): the truth can lie outside of the range. More trials near the best, or more replicates a trial, would widen it.",
            Trust.TooWide => "That is more often than it should be: the intervals are wider than the data demand, and so on the safe side. A smaller last epsilon, by more trials, would narrow them.",
            Trust.OneSided => $"It is often enough, but the fit lies above the truth {Count(found.TooHigh, "time")} and below it {found.TooLow}, which chance does not explain: it is pulled to one side.",
            _ => check.Subject.Intervals == IntervalKind.LossRange
                ? "No likelihood stands behind this range, so that no share is to be expected."
                : "These are too few to judge by.",
        };
    }

    private static string Errors(ParameterCoverage found)
    {
        if (found is not { ErrorLow: { } low, ErrorHigh: { } high, Estimates: { } estimates }) return "No repeat gave an estimate.";
        var values = found.Truth is { } truth ? $" from {Number(estimates.Low)} to {Number(estimates.High)} for a truth of {Number(truth)}," : "";
        return $"The middle 90 % of the estimates lay{values} {Percent(low)} to {Percent(high)} of the search range off.";
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("+0.0;-0.0;0", CultureInfo.InvariantCulture) + " %";

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count.ToString(CultureInfo.InvariantCulture)} {unit}s";
}
