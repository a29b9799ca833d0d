using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Charts;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>The trials that fit nearly as well as the best, parameter by parameter against each other.</summary>
internal static class PairSection
{
    private const int MostParameters = 5;
    private const int MostDrawn = 1200;

    /// <summary>Writes it; nothing with fewer than two free parameters.</summary>
    public static void Write(MarkupWriter page, StudyFindings findings)
    {
        if (findings.Elite is not { } elite || findings.Space.Dimensions < 2) return;
        var chosen = Chosen(findings);
        var pairs = chosen.SelectMany(first => chosen.Where(second => second > first), (first, second) => (First: first, Second: second)).ToList();
        PageSection.Open(page, "pairs", "Parameters against each other");
        page.Open("figure").Open("div", ("class", "panels"));
        foreach (var (first, second) in pairs) Panel(page, findings, elite, (first, second));
        page.Close().Open("figcaption").Element("strong", "Where the good trials lie. ");
        page.Text($"Strong dots: {findings.EliteRule}; pale dots: the other trials; ring: {findings.AnswerName}.{WeightClasses.Describe(elite)} The axes show where these lie, or the whole search range if they take up most of it. A narrow slanted cloud means that one parameter makes up for the other.");
        page.Text(DrawnTrials.Describe(findings.Ranked.Count, MostDrawn));
        if (chosen.Count < findings.Space.Dimensions) page.Text($" Drawn are the {chosen.Count} parameters that the loss depends on most.");
        page.Close();
        if (elite.IsEnough)
        {
            PageSection.Data(
                page, "Correlation among the trials that fit nearly as well", ["First", "Second", "Correlation"],
                pairs.Select(pair => (string[])[findings.Space.Free[pair.First].Name, findings.Space.Free[pair.Second].Name, Figure.Of(Math.Round(Correlation.Of(elite, pair.First, pair.Second), 3))]), 2);
        }
        page.Close().Close();
    }

    // The parameters with the largest total index, in the order of the spec; the first ones where there are no indices.
    private static List<int> Chosen(StudyFindings findings) =>
    [
        .. Enumerable.Range(0, findings.Space.Dimensions)
            .OrderByDescending(i => findings.Sensitivity?.Indices[i].Total ?? 0)
            .ThenBy(i => i)
            .Take(MostParameters)
            .Order(),
    ];

    private static void Panel(MarkupWriter page, StudyFindings findings, Elite elite, (int First, int Second) pair)
    {
        var (first, second) = (findings.Space.Free[pair.First], findings.Space.Free[pair.Second]);
        var correlation = elite.IsEnough ? $" Correlation {Figure.Of(Math.Round(Correlation.Of(elite, pair.First, pair.Second), 2))}." : "";
        Drawing.Open(page, $"pair-{pair.First}-{pair.Second}", (340, 300), $"{first.Name} and {second.Name}", $"The {Figure.Count(elite.Members.Count, "good trial")} among all.{correlation}");
        var x = ParameterAxis.Near(first, elite.Members.Select(member => member.Place[pair.First]));
        var y = ParameterAxis.Near(second, elite.Members.Select(member => member.Place[pair.Second]));
        var plot = new Plot(page, new(58, 30, 264, 222), x, y).Frame();
        var drawn = DrawnTrials.Of(findings.Ranked, MostDrawn);
        plot.Dots(drawn.Where(candidate => !elite.Has(candidate)).Select(PointOf).Where(point => x.Shows(point.X) && y.Shows(point.Y)), "trials");
        foreach (var (style, members) in WeightClasses.Of(elite)) plot.Dots(members.Select(PointOf), style);
        plot.Mark(PointOf(findings.Answer!), "best", $"trial {findings.Answer!.Trial.Number}: loss {Figure.Of(findings.Answer.Loss)}");
        page.Close();

        (double X, double Y) PointOf(Candidate candidate) => (candidate.Spread(first, pair.First), candidate.Spread(second, pair.Second));
    }
}
