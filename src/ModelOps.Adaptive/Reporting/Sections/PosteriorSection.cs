using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Charts;
using ModelOps.Adaptive.Reporting.Markup;
using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>The weighted posterior of each parameter, beside its prior.</summary>
internal static class PosteriorSection
{
    private const int MostPanels = 24;
    private const int Bins = 25;

    /// <summary>Writes it; nothing for a study that gives no sample.</summary>
    public static void Write(MarkupWriter page, StudyFindings findings)
    {
        if (findings.Elite is not { Weights: not null } sample || findings.Space.Dimensions == 0) return;
        var shown = Math.Min(MostPanels, findings.Space.Dimensions);
        PageSection.Open(page, "posterior", "The posterior");
        page.Open("figure").Open("div", ("class", "panels"));
        for (var i = 0; i < shown; i++) Panel(page, findings, sample, i);
        page.Close().Open("figcaption").Element("strong", "What the data leave of the prior. ");
        page.Text($"Area: the weight of {findings.EliteRule}; dashed: the prior, which is uniform; thick line below: the 95% interval, with the median as a ring.");
        if (shown < findings.Space.Dimensions) page.Text($" The first {shown} of {findings.Space.Dimensions} parameters are drawn.");
        page.Close();
        PageSection.Data(
            page, "Posterior of each parameter", ["Parameter", "Median", "2.5%", "97.5%", "Part of the search range"],
            findings.Parameters.Select(found => (string[])[found.Name, SummarySection.Shown(found.Median ?? found.Best), SummarySection.Shown(found.Low), SummarySection.Shown(found.High), Figure.Percent(found.Share)]), 1);
        page.Close().Close();
    }

    private static void Panel(MarkupWriter page, StudyFindings findings, Elite sample, int index)
    {
        var (parameter, found) = (findings.Space.Free[index], findings.Parameters[index]);
        var heights = HeightsOf(sample, index, parameter);
        Drawing.Open(
            page, $"posterior-{index}", (340, 250), $"Posterior of {parameter.Name}",
            found.Median is { } median ? $"Median {SummarySection.Shown(median)}, 95% interval {SummarySection.Shown(found.Low)} to {SummarySection.Shown(found.High)}." : "The weight of each choice.");
        var plot = new Plot(page, new(58, 30, 264, 172), ParameterAxis.Of(parameter).Places, Axis.Linear("density, prior = 1", 0, Math.Max(1.2, heights.Max() * 1.05))).Frame();
        plot.Band([.. heights.SelectMany((height, bin) => ((double X, double Low, double High)[])[((double)bin / heights.Length, 0, height), ((bin + 1.0) / heights.Length, 0, height)])], "band");
        plot.Level(1, "prior");
        if (found.Median is not null)
        {
            var marginal = new WeightedMarginal(sample.Members.Select((member, i) => (member.Place[index], sample.WeightOf(i))));
            plot.Line([(marginal.Quantile(0.025), 0), (marginal.Quantile(0.975), 0)], "fit");
            plot.Mark((marginal.Quantile(0.5), 0), "best", $"median {SummarySection.Shown(found.Median)}");
        }
        page.Close();
    }

    // Weight by bin over its share of the prior. Values that own slices of the axis have a bin each.
    private static double[] HeightsOf(Elite sample, int index, SearchParameter parameter)
    {
        var bins = parameter switch
        {
            CategoricalParameter choice => choice.Choices.Count,
            IntParameter { Scale: ParameterScale.Linear, Count: <= Bins } whole => (int)whole.Count,
            _ => Bins,
        };
        var heights = new double[bins];
        foreach (var (i, member) in sample.Members.Index()) heights[Math.Clamp((int)(member.Place[index] * bins), 0, bins - 1)] += sample.WeightOf(i) * bins;
        return heights;
    }
}
