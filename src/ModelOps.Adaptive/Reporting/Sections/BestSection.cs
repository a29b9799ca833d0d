using System.Globalization;
using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>The best ten trials.</summary>
internal static class BestSection
{
    private const int Shown = 10;

    // A search that has settled differs in the later digits only.
    private const int Digits = 7;

    /// <summary>Writes it; nothing without a completed trial.</summary>
    public static void Write(MarkupWriter page, StudyFindings findings)
    {
        if (findings.Ranked.Count == 0) return;
        var best = findings.Ranked.Take(Shown).ToList();
        var names = best.SelectMany(candidate => candidate.Trial.Parameters.Values.Keys).Distinct(StringComparer.Ordinal).ToList();
        PageSection.Open(page, "best", best.Count == Shown ? "The best ten trials" : "The best trials");
        PageSection.Table(
            page, "By loss, the best first", ["Trial", "Loss", "Replicates", .. names],
            best.Select(candidate => (IReadOnlyList<string>)
            [
                Figure.Of(candidate.Trial.Number), candidate.Loss.ToString($"G{Digits}", CultureInfo.InvariantCulture), $"{candidate.Trial.Succeeded}/{candidate.Trial.Seeds.Count}",
                .. names.Select(name => candidate.Trial.Parameters.Values.GetValueOrDefault(name) is { } value ? SummarySection.Shown(value.Canonical, Digits) : ""),
            ]));
        page.Close();
    }
}
