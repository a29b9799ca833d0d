using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Charts;
using ModelOps.Adaptive.Reporting.Markup;
using ModelOps.Adaptive.Reporting.Sources;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>How the search went: each trial's loss, and the best so far.</summary>
internal static class SearchSection
{
    private const int MostDrawn = 4000;

    /// <summary>Writes it; nothing without a completed trial.</summary>
    public static void Write(MarkupWriter page, ReportSource source, StudyFindings findings)
    {
        var ranked = findings.Ranked;
        if (ranked.Count == 0) return;
        var improvements = Improvements(ranked);
        PageSection.Open(page, "search", "The search");
        page.Open("figure");
        Drawing.Open(page, "search-loss", (760, 320), "Loss by trial", $"{ranked.Count} completed trials as dots; a line falls to the smallest loss so far, in the end {Figure.Of(ranked[0].Loss)}.");
        var last = source.State.Trials.Count - 1;
        var plot = new Plot(page, new(58, 30, 684, 240), Axis.Linear("trial", 0, Math.Max(1, last)), LossAxis.Of(ranked)).Frame();
        plot.Dots(DrawnTrials.Of(ranked, MostDrawn).OrderBy(candidate => candidate.Trial.Number).Select(candidate => ((double)candidate.Trial.Number, candidate.Loss)), "trials");
        plot.Steps([.. improvements.Select(candidate => ((double)candidate.Trial.Number, candidate.Loss)), (last, ranked[0].Loss)], "so-far");
        if (source.Answer is { } confirmed)
        {
            if (confirmed is { Low: { } low, High: { } high } && low < high) plot.Band([(0, low, high), (last, low, high)], "band");
            plot.Level(confirmed.Loss, "bound");
        }
        plot.Mark((ranked[0].Trial.Number, ranked[0].Loss), "best", $"trial {ranked[0].Trial.Number}: loss {Figure.Of(ranked[0].Loss)}");
        page.Close().Open("figcaption").Element("strong", "Loss by trial. ");
        page.Text($"Dots: trials; line: the best so far; ring: the best, trial {ranked[0].Trial.Number}.{DrawnTrials.Describe(ranked.Count, MostDrawn)}");
        if (source.Answer is { } answer)
        {
            page.Text($" Dashed: the answer's mean loss, {Figure.Of(answer.Loss)}, over its repetitions at the end; its parameters were tried first in trial {answer.Trial.Number}.");
            if (answer.Low < answer.High) page.Text(" Area: the 90% interval of that mean.");
        }
        page.Close();
        PageSection.Data(page, "Trials that were the best so far", ["Trial", "Loss"], improvements.Select(candidate => (string[])[Figure.Of(candidate.Trial.Number), Figure.Of(candidate.Loss)]));
        page.Close().Close();
    }

    private static List<Candidate> Improvements(IReadOnlyList<Candidate> ranked)
    {
        var improvements = new List<Candidate>();
        foreach (var candidate in ranked.OrderBy(candidate => candidate.Trial.Number))
        {
            if (improvements.Count == 0 || candidate.Loss < improvements[^1].Loss) improvements.Add(candidate);
        }
        return improvements;
    }
}
