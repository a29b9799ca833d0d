using ModelOps.Adaptive.Reporting.Analysis;
using ModelOps.Adaptive.Reporting.Sources;

namespace ModelOps.Cli.Studies;

/// <summary>The answer of <c>report</c>: where it is, and the figures that were computed for it.</summary>
/// <param name="Path">The absolute path of the HTML file.</param>
/// <param name="Run">The run's id.</param>
/// <param name="StudyDigest">The digest of the trials reported.</param>
/// <param name="NearlyAsGood">How many trials fit nearly as well as the best.</param>
/// <param name="RangesOver">Which trials the ranges are taken over, in words; empty without a completed trial.</param>
/// <param name="Parameters">What was found about each free parameter.</param>
/// <param name="Correlated">The pairs of which the data determine only a combination.</param>
/// <param name="Sensitivity">What the loss depends on; null if the trials can't say.</param>
/// <param name="MissingFit">Why a target's fit is not drawn, or null.</param>
/// <param name="Failures">How many simulations did not complete.</param>
internal sealed record ReportAnswer(
    string Path,
    string Run,
    string StudyDigest,
    int NearlyAsGood,
    string RangesOver,
    IReadOnlyList<ParameterFinding> Parameters,
    IReadOnlyList<Correlation> Correlated,
    Sensitivity? Sensitivity,
    string? MissingFit,
    int Failures)
{
    /// <summary>The answer.</summary>
    public static ReportAnswer Of(string path, ReportSource source, StudyFindings findings) => new(
        path,
        source.State.Header.Run,
        source.State.Digest.ToString(),
        findings.EliteCount,
        findings.EliteRule,
        findings.Parameters,
        findings.StrongPairs,
        findings.Sensitivity,
        source.MissingFit,
        source.Failures.Count);

    /// <summary>The answer for people.</summary>
    public static void Render(ReportAnswer answer, TextWriter output)
    {
        output.Write($"{answer.Path}\n");
        if (answer.MissingFit is not null) output.Write($"{answer.MissingFit}\n");
    }
}
