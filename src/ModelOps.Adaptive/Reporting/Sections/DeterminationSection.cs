using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>Which parameters the data do not determine, in a modeller's words and with the figures behind each sentence.</summary>
internal static class DeterminationSection
{
    /// <summary>The sentences; never empty for a study with a completed trial and a free parameter.</summary>
    public static IReadOnlyList<string> Sentences(StudyFindings findings)
    {
        if (findings.Elite is not { } elite || findings.Parameters.Count == 0) return [];
        var sentences = new List<string>();
        if (!elite.IsEnough)
        {
            sentences.Add(
                $"Only {Figure.Count(elite.Within, "trial")} fit{(elite.Within == 1 ? "s" : "")} nearly as well as the best, fewer than the {Elite.Enough} it takes to say which parameters the data determine. "
                + "More trials near the best would tell, or more replicates where the losses scatter from seed to seed.");
        }
        foreach (var found in findings.Parameters) Add(sentences, found);
        foreach (var pair in findings.StrongPairs)
        {
            sentences.Add(
                $"Of {pair.First} and {pair.Second} the data determine only a combination: among these {(elite.Weights is null ? "trials" : "particles")} they are correlated {Figure.Of(pair.Coefficient)}, "
                + $"so that a {(pair.Coefficient > 0 ? "larger" : "smaller")} {pair.Second} makes up for a larger {pair.First}. Fix one of them, or observe something that tells them apart.");
        }
        var untold = findings.Parameters.Where(found => found.Determination == Determination.Unknown && elite.IsEnough && elite.IsLikelihood).Select(found => found.Name).ToList();
        if (untold.Count > 0) sentences.Add($"How well the data determine {string.Join(" and ", untold)} can't be said: the search tried too little about the best.");
        if (sentences.Count == 0) sentences.Add(NothingFound(elite));
        return sentences;
    }

    /// <summary>Writes them.</summary>
    public static void Write(MarkupWriter page, StudyFindings findings)
    {
        var sentences = Sentences(findings);
        if (sentences.Count == 0) return;
        PageSection.Open(page, "determination", "What the data determine");
        page.Open("ul", ("class", "findings"));
        foreach (var sentence in sentences) page.Element("li", sentence);
        page.Close();
        var limits = findings.HasMedians
            ? "The sample knows nothing of what the summaries leave out, and is wider than the exact posterior as long as the distances are not small."
            : "Where a search has not tried, nothing is known: a range can be wider than the trials show.";
        page.Element("p", $"Judged by {findings.EliteRule}. {limits}", ("class", "note"));
        page.Close();
    }

    private static string NothingFound(Elite elite) => elite.Weights is not null
        ? "The data narrow every parameter to less than two fifths of its search range, and no two of them make up for each other."
        : elite.IsLikelihood
        ? "The data determine every parameter to less than a fifth of its search range, and no two of them make up for each other."
        : "The best trials lie close together: every parameter within less than a fifth of its search range, and no two of them make up for each other. "
            + "How far the data and not the search narrowed them can't be said from these losses; more replicates a trial would let the likelihood decide.";

    private static void Add(List<string> sentences, ParameterFinding found)
    {
        var range = $"from {SummarySection.Shown(found.Low)} to {SummarySection.Shown(found.High)}, {Figure.Percent(found.Share)} of its search range";
        if (found.Median is not null)
        {
            AddPosterior(sentences, found, range);
            return;
        }
        if (found.ByCurvature is { } width)
        {
            var how = found.Determination == Determination.Flat ? $"The data do not determine {found.Name}" : $"The data determine {found.Name} only weakly";
            sentences.Add($"{how}: the search stayed {range}, but the loss about the best is so flat that values over {(width >= 1 ? "all" : Figure.Percent(width))} of the range would fit nearly as well, if the other parameters followed.");
        }
        else if (found.Determination == Determination.Flat)
            sentences.Add($"The data do not determine {found.Name}: values {range}, fit nearly as well. The profile of the loss is flat there.");
        else if (found.Determination == Determination.Weak)
            sentences.Add($"The data determine {found.Name} only weakly: values {range}, fit nearly as well.");
        if (found.AtBound)
            sentences.Add($"The best {found.Name}, {SummarySection.Shown(found.Best)}, lies at the end of its search range: the best fit may lie beyond. Widen the range.");
    }

    private static void AddPosterior(List<string> sentences, ParameterFinding found, string range)
    {
        if (found.Determination == Determination.Flat)
            sentences.Add($"The data do not determine {found.Name}: its 95% posterior interval, {range}, is hardly narrower than the prior's.");
        if (found.Determination == Determination.Weak)
            sentences.Add($"The data determine {found.Name} only weakly: its 95% posterior interval is {range}.");
        if (found.AtBound)
            sentences.Add($"The posterior of {found.Name} reaches to the end of its search range: values beyond may be as plausible. Widen the range.");
    }
}
