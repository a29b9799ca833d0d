using ModelOps.Adaptive.Coverage;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Charts;
using ModelOps.Adaptive.Reporting.Markup;
using ModelOps.Adaptive.Reporting.Sources;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>How far the intervals can be trusted: the repeats of the fit on synthetic data whose truth is known.</summary>
internal static class CoverageSection
{
    private const int MostDrawn = 200;
    private const int MostPanels = 12;

    /// <summary>Writes it; for a study that was not checked, how to.</summary>
    public static void Write(MarkupWriter page, ReportSource source, StudyFindings findings)
    {
        if (findings.Elite is null || source.Checks.Count == 0 && !findings.HasMedians) return;
        PageSection.Open(page, "coverage", "How far the intervals can be trusted");
        if (source.Checks.Count == 0)
        {
            page.Element("p", "Nobody has checked whether the posterior intervals contain the truth as often as they say. This repeats the fit on synthetic data whose truth is known:");
            page.Element("pre", $"mops adaptive calibrate-check {source.State.Header.Run}", ("tabindex", "0"));
        }
        foreach (var (number, check) in source.Checks.Index()) Check(page, findings, check, number);
        page.Close();
    }

    private static void Check(MarkupWriter page, StudyFindings findings, CoverageCheck check, int number)
    {
        page.Element("p", CoverageText.Method(check)).Open("ul", ("class", "findings"));
        foreach (var sentence in CoverageText.Sentences(check)) page.Element("li", sentence);
        page.Close().Open("figure").Open("div", ("class", "panels"));
        foreach (var (index, parameter) in check.Parameters.Take(MostPanels).Index())
        {
            if (findings.Space.Free.FirstOrDefault(free => free.Name == parameter.Name) is { } axis) Panel(page, check, (index, axis), $"coverage-{number}-{index}");
        }
        page.Close().Open("figcaption").Element("strong", "Every repeat. ");
        page.Text($"Dark dot: the truth; dot in colour: the estimate; line: the {(check.Subject.Intervals == IntervalKind.Posterior ? "95% interval" : "range that fits nearly as well")} of the fit, in another colour where it misses the truth. The repeats are in the order of their truths.");
        if (check.Repeats.Count > MostDrawn) page.Text($" The first {MostDrawn} of {check.Repeats.Count} are drawn.");
        page.Close();
        PageSection.Data(
            page, "Intervals by parameter", ["Parameter", "Repeats with an interval", "Contain the truth", "50% interval", "Estimate too high", "Too low"],
            check.Parameters.Select(found => (string[])[found.Name, Figure.Of(found.Intervals), Figure.Of(found.Covered), found.CoveredMiddle is { } middle ? Figure.Of(middle) : "", Figure.Of(found.TooHigh), Figure.Of(found.TooLow)]), 1);
        page.Close();
    }

    private static void Panel(MarkupWriter page, CoverageCheck check, (int Index, SearchParameter Parameter) place, string id)
    {
        var repeats = check.Repeats.Take(MostDrawn).Select(repeat => repeat.Parameters[place.Index]).OrderBy(repeat => repeat.Truth).ThenBy(repeat => repeat.Estimate).Index().ToList();
        var found = check.Parameters[place.Index];
        Drawing.Open(page, id, (340, 250), $"{found.Name} in every repeat", $"{found.Covered} of {found.Intervals} intervals contain the truth.");
        var plot = new Plot(page, new(58, 30, 264, 172), Axis.Linear("repeat", 0, repeats.Count + 1), ParameterAxis.Of(place.Parameter).Places).Frame();
        var given = repeats.Where(repeat => repeat.Item.Interval is not null).ToList();
        plot.Spans(given.Where(repeat => repeat.Item.Interval!.Contains(repeat.Item.Truth)).Select(SpanOf), "covered");
        plot.Spans(given.Where(repeat => !repeat.Item.Interval!.Contains(repeat.Item.Truth)).Select(SpanOf), "missed");
        plot.Dots(repeats.Where(repeat => repeat.Item.Estimate is not null).Select(repeat => (repeat.Index + 1.0, PlaceOf(repeat.Item.Estimate!.Value))), "elite");
        plot.Dots(repeats.Select(repeat => (repeat.Index + 1.0, PlaceOf(repeat.Item.Truth))), "truth");
        page.Close();

        (double, double, double) SpanOf((int Index, Recovery Item) repeat) => (repeat.Index + 1.0, PlaceOf(repeat.Item.Interval!.Low), PlaceOf(repeat.Item.Interval.High));

        double PlaceOf(double value) =>
            place.Parameter.Locate(place.Parameter is IntParameter ? ParameterValue.From(new System.Numerics.BigInteger(value)) : ParameterValue.From(value));
    }
}
