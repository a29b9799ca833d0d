using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Charts;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>All parameters and the loss as parallel coordinates.</summary>
internal static class ParallelSection
{
    private const int MostAxes = 12;
    private const int MostPale = 150;
    private const int MostStrong = 150;

    /// <summary>Writes it; nothing without a completed trial or a free parameter.</summary>
    public static void Write(MarkupWriter page, StudyFindings findings)
    {
        if (findings.Elite is not { } elite || findings.Space.Dimensions == 0) return;
        var shown = Math.Min(MostAxes, findings.Space.Dimensions);
        var loss = LossAxis.Of(findings.Ranked);
        PageSection.Open(page, "parallel", "All parameters at once");
        page.Open("figure");
        Drawing.Open(page, "parallel-axes", (760, 340), "Parallel coordinates", $"One line a trial across {shown} parameters and the loss. The best trial is the strongest line.");
        List<Axis> axes = [.. findings.Space.Free.Take(shown).Select(parameter => ParameterAxis.Of(parameter).Values.AsPlaces(parameter.Name)), loss.AsPlaces("loss")];
        var parallel = new ParallelAxes(page, new(40, 44, 640, 270), axes);
        var others = findings.Ranked.Where(candidate => !elite.Has(candidate)).ToList();
        foreach (var candidate in DrawnTrials.Of(others, MostPale)) parallel.Line(PlacesOf(candidate), "pale-line");
        foreach (var candidate in DrawnTrials.Of(elite.Members, MostStrong).Reverse()) parallel.Line(PlacesOf(candidate), "elite-line");
        parallel.Line(PlacesOf(findings.Answer!), "best-line");
        parallel.Frame();
        page.Close().Open("figcaption").Element("strong", "Parallel coordinates. ");
        page.Text($"One line a trial. Strong: {findings.EliteRule}; pale: others; thick: {findings.AnswerName}.{DrawnTrials.Describe(others.Count, MostPale)}");
        if (shown < findings.Space.Dimensions) page.Text($" The first {shown} of {findings.Space.Dimensions} parameters are drawn.");
        page.Text(" The table of the best trials has the numbers.").Close().Close().Close();

        List<double> PlacesOf(Candidate candidate) => [.. candidate.Place.Take(shown), loss.Place(candidate.Loss)];
    }
}
