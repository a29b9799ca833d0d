using ModelOps.Adaptive.Reporting.Markup;
using ModelOps.Adaptive.Reporting.Sources;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>The simulations that did not complete, each with the command that runs it again.</summary>
internal static class FailureSection
{
    private const int Shown = 20;
    private const int ShownCharacters = 600;

    /// <summary>Writes it; nothing where all completed.</summary>
    public static void Write(MarkupWriter page, ReportSource source)
    {
        if (source.Failures.Count == 0) return;
        PageSection.Open(page, "failures", "Failures");
        page.Element("p", $"{Figure.Count(source.Failures.Count, "simulation")} did not complete{(source.Failures.Count > Shown ? $"; the first {Shown} are listed" : "")}.");
        page.Open("ol", ("class", "failures"));
        foreach (var failure in source.Failures.Take(Shown))
        {
            page.Open("li").Element("p", $"Trial {failure.Trial}, seed {failure.Seed}: {Beginning(failure.Error)}").Element("pre", failure.Rerun, ("tabindex", "0")).Close();
        }
        page.Close().Close();
    }

    private static string Beginning(string text) => text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters)}\u2026";
}
