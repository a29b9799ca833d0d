using System.Globalization;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Markup;
using ModelOps.Adaptive.Reporting.Sources;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>The page's head: what was studied, how it ended, the best parameters.</summary>
internal static class SummarySection
{
    /// <summary>Writes it.</summary>
    public static void Write(MarkupWriter page, ReportSource source, StudyFindings findings)
    {
        var state = source.State;
        page.Open("header").Element("p", "Calibration report", ("class", "kicker")).Element("h1", state.Header.Name);
        page.Open("p", ("class", "run")).Text("Run ").Element("code", state.Header.Run).Close();
        page.Open("dl", ("class", "cards"));
        LossCard(page, source);
        Card(page, "Trials", Figure.Of(state.ToldTrials), state.FailedTrials == 0 ? "none failed" : $"{state.FailedTrials} failed");
        Card(page, "Simulations", Figure.Of(state.Trials.Sum(trial => (long)trial.Replicates.Count(replicate => replicate is not null))), source.Failures.Count == 0 ? "none failed" : $"{source.Failures.Count} failed");
        Card(page, "Ended", state.Stopped is { } reason ? StopReasonText.Of(reason).Replace('_', ' ') : "not yet", state.IsReproducible ? "reproducible" : "not reproducible: the machine ended simulations");
        page.Close().Close();
        if (HasPlaceholder(state))
            page.Element("p", "The spec has no objective: the loss is a placeholder, the mean of the numeric parameter values. Nothing here is a fit.", ("class", "warning"), ("role", "note"));
        if (state.Best is null)
        {
            page.Element("p", state.ToldTrials > 0 ? "All trials failed, so that there is no fit to show. The failures below say why." : "No trial has a result yet.", ("class", "warning"), ("role", "note"));
            return;
        }
        Answer(page, source, findings);
    }

    private static void LossCard(MarkupWriter page, ReportSource source)
    {
        if (source.Answer is { } answer) Card(page, "Loss of the answer", Figure.Of(answer.Loss), $"mean of {Figure.Count(answer.Repetitions, "repetition")} on fresh seeds");
        else Card(page, source.Posterior.Count > 0 ? "Smallest distance" : "Best loss", source.State.Best is { } best ? Figure.Of(best.Result!.Loss) : "none", source.State.Best is { } at ? $"trial {at.Number}" : "no trial completed");
    }

    private static void Answer(MarkupWriter page, ReportSource source, StudyFindings findings)
    {
        if (findings.Parameters.Count == 0) return;
        PageSection.Open(page, "answer", "The answer");
        PageSection.Table(
            page, CaptionOf(findings),
            ["Parameter", findings.HasMedians ? "Median" : source.Answer is null ? "Best" : "Answer", "From", "To", "Part of the search range", "The data"],
            findings.Parameters.Select(found => (string[])
            [
                found.Name, Shown(found.Median ?? found.Best), Shown(found.Low), Shown(found.High), Figure.Percent(found.Share), Verdict(found.Determination),
            ]));
        foreach (var sentence in Remarks(source, findings)) page.Element("p", sentence, ("class", "note"));
        page.Close();
    }

    private static List<string> Remarks(ReportSource source, StudyFindings findings)
    {
        var remarks = new List<string>();
        if (source.Answer is { } answer)
        {
            var interval = answer is { Low: { } low, High: { } high } && low < high ? $", with a 90% interval from {Figure.Of(low)} to {Figure.Of(high)} for the mean" : "";
            var lucky = source.State.Best is { } best && best.Result!.Loss < answer.Loss
                ? $" The smallest loss observed, {Figure.Of(best.Result.Loss)} in trial {best.Number}, was lucky in its seeds and is not the answer."
                : "";
            remarks.Add($"The answer was repeated on fresh seeds: its loss is {Figure.Of(answer.Loss)} on average over {Figure.Count(answer.Repetitions, "trial")}{interval}.{lucky}");
        }
        remarks.Add(findings.HasMedians
            ? $"From and to: the 95% interval over {findings.EliteRule}. The prior is uniform between the bounds on each parameter's scale."
            : $"From and to: over {findings.EliteRule}.{(source.Answer is null ? " The losses of a stochastic model scatter from seed to seed, and the smallest one observed is a little lucky." : "")}");
        if (findings.Space.Constraints.Count > 0) remarks.Add($"Every trial fulfils {string.Join(" and ", findings.Space.Constraints.Select(ConstraintText.Of))}.");
        return remarks;
    }

    private static string CaptionOf(StudyFindings findings) => findings switch
    {
        { HasMedians: true } => "Posterior median and 95% interval of each parameter",
        { HasRanges: true, IsConfirmed: true } => "The answer, and the range of each parameter that fits nearly as well",
        { HasRanges: true } => "Best parameters, and the range of each that fits nearly as well",
        { IsConfirmed: true } => "The answer, and the range of each parameter among the best trials",
        _ => "Best parameters, and the range of each among the best trials",
    };

    /// <summary>A parameter of a trial as it is shown.</summary>
    public static string ValueOf(Candidate candidate, string name) => Shown(candidate.Trial.Parameters.Values[name].Canonical);

    /// <summary>A canonical value; a float with at most four significant digits, or as many as asked for.</summary>
    public static string Shown(string canonical, int digits = 4) => canonical.AsSpan().IndexOfAny('.', 'e') >= 0 && double.TryParse(canonical, CultureInfo.InvariantCulture, out var number)
        ? digits == 4 ? Figure.Of(number) : number.ToString($"G{digits}", CultureInfo.InvariantCulture)
        : canonical;

    private static string Verdict(Determination determination) => determination switch
    {
        Determination.Determined => "determine it",
        Determination.Weak => "determine it weakly",
        Determination.Flat => "do not determine it",
        _ => "the trials can't say",
    };

    private static bool HasPlaceholder(StudyState state) => ResolvedSpec.TargetNamesOf(state.Header.Spec).Count == 0;

    private static void Card(MarkupWriter page, string name, string value, string remark) =>
        page.Open("div").Element("dt", name).Element("dd", value).Element("dd", remark, ("class", "remark")).Close();
}
