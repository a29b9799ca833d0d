using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Charts;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>Each free parameter against the loss: the profile of the loss as the trials saw it.</summary>
internal static class ParameterSection
{
    private const int MostDrawn = 1200;
    private const int MostPanels = 24;

    /// <summary>Writes it; nothing without a completed trial or a free parameter.</summary>
    public static void Write(MarkupWriter page, StudyFindings findings)
    {
        if (findings.Elite is not { } elite || findings.Space.Dimensions == 0) return;
        var shown = Math.Min(MostPanels, findings.Space.Dimensions);
        PageSection.Open(page, "parameters", "Parameters against loss");
        page.Open("figure").Open("div", ("class", "panels"));
        for (var i = 0; i < shown; i++) Panel(page, findings, elite, i);
        page.Close().Open("figcaption").Element("strong", "The loss over each parameter's search range. ");
        page.Text("The lower edge of the dots is the profile of the loss: where it is flat, the data do not tell values apart. Strong dots: the good trials, as above; dashed line: their largest loss; " + $"ring: {findings.AnswerName}.");
        page.Text(DrawnTrials.Describe(findings.Ranked.Count, MostDrawn));
        if (shown < findings.Space.Dimensions) page.Text($" The first {shown} of {findings.Space.Dimensions} parameters are drawn.");
        page.Close();
        PageSection.Data(
            page, "Parameters among the good trials", ["Parameter", findings.HasMedians ? "Median" : "Best", "From", "To", "Part of the search range"],
            findings.Parameters.Select(found => (string[])[found.Name, SummarySection.Shown(found.Median ?? found.Best), SummarySection.Shown(found.Low), SummarySection.Shown(found.High), Figure.Percent(found.Share)]), 1);
        page.Close().Close();
    }

    private static void Panel(MarkupWriter page, StudyFindings findings, Elite elite, int index)
    {
        var parameter = findings.Space.Free[index];
        var found = findings.Parameters[index];
        Drawing.Open(
            page, $"parameter-{index}", (340, 250), $"{parameter.Name} against loss",
            $"Best {found.Best}; the good trials lie from {found.Low} to {found.High}, {Figure.Percent(found.Share)} of the search range.");
        var plot = new Plot(page, new(58, 30, 264, 172), ParameterAxis.Of(parameter).Places, LossAxis.Of(findings.Ranked)).Frame();
        var drawn = DrawnTrials.Of(findings.Ranked, MostDrawn);
        plot.Dots(drawn.Where(candidate => !elite.Has(candidate)).Select(PointOf), "trials");
        plot.Level(elite.Bound, "bound");
        plot.Dots(drawn.Where(elite.Has).Select(PointOf), "elite");
        plot.Mark(PointOf(findings.Answer!), "best", $"trial {findings.Answer!.Trial.Number}: {parameter.Name} {SummarySection.ValueOf(findings.Answer, parameter.Name)}, loss {Figure.Of(findings.Answer.Loss)}");
        page.Close();

        (double, double) PointOf(Candidate candidate) => (candidate.Spread(parameter, index), candidate.Loss);
    }
}
