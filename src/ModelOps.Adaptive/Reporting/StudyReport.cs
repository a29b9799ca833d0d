using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Markup;
using ModelOps.Adaptive.Reporting.Sections;
using ModelOps.Adaptive.Reporting.Sources;

namespace ModelOps.Adaptive.Reporting;

/// <summary>
/// A study as one HTML page that needs nothing else: no network, no script, its drawings inside. Pure: the same study gives the same
/// bytes.
/// </summary>
public static class StudyReport
{
    // Even if a name were taken for markup, the page could load and run nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>The page.</summary>
    /// <param name="source">The study and what belongs to it.</param>
    /// <param name="findings">Its figures.</param>
    public static string Write(ReportSource source, StudyFindings findings)
    {
        var page = new MarkupWriter();
        page.Open("html", ("lang", "en")).Open("head");
        page.Empty("meta", ("charset", "utf-8")).Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        page.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        page.Empty("link", ("rel", "icon"), ("href", "data:,"));
        page.Element("title", $"{source.State.Header.Name}: calibration report").Style(StyleSheet.Text).Close();
        page.Open("body").Open("main");
        SummarySection.Write(page, source, findings);
        FitSection.Write(page, source);
        DeterminationSection.Write(page, findings);
        CoverageSection.Write(page, source, findings);
        PosteriorSection.Write(page, findings);
        SearchSection.Write(page, source, findings);
        ParameterSection.Write(page, findings);
        PairSection.Write(page, findings);
        ParallelSection.Write(page, findings);
        SensitivitySection.Write(page, findings);
        BestSection.Write(page, findings);
        FailureSection.Write(page, source);
        ProvenanceSection.Write(page, source);
        page.Close().Close().Close();
        return page.ToString();
    }
}
