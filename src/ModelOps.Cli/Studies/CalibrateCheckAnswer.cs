using ModelOps.Adaptive.Coverage;

namespace ModelOps.Cli.Studies;

/// <summary>The answer of <c>calibrate-check</c>.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="StudyDigest">The digest of the study that was checked.</param>
/// <param name="Truths"><c>prior</c> or <c>answer</c>: what the synthetic data were simulated from.</param>
/// <param name="Intervals"><c>posterior</c>, <c>likelihood_range</c> or <c>loss_range</c>: what was judged.</param>
/// <param name="Repeats">How many repeats were made.</param>
/// <param name="Redrawn">How many truths gave no data because the model failed there.</param>
/// <param name="ModelHasChance">Whether the model gives other data with another seed.</param>
/// <param name="Method">What was done, in words.</param>
/// <param name="Sentences">What follows for each parameter, in words.</param>
/// <param name="Parameters">The figures behind the sentences.</param>
/// <param name="Fits">The repeats.</param>
internal sealed record CalibrateCheckAnswer(
    string Run,
    string StudyDigest,
    string Truths,
    string Intervals,
    int Repeats,
    int Redrawn,
    bool ModelHasChance,
    string Method,
    IReadOnlyList<string> Sentences,
    IReadOnlyList<ParameterCoverage> Parameters,
    IReadOnlyList<RepeatedFit> Fits)
{
    /// <summary>The answer of a check.</summary>
    public static CalibrateCheckAnswer Of(CoverageCheck check) => new(
        check.Subject.Run,
        check.Subject.StudyDigest,
        CoverageNames.Of(check.Subject.Truths),
        CoverageNames.Of(check.Subject.Intervals),
        check.Repeats.Count,
        check.Redrawn,
        check.Subject.HasChance,
        CoverageText.Method(check),
        CoverageText.Sentences(check),
        check.Parameters,
        check.Repeats);

    /// <summary>The answer for people.</summary>
    public static void Render(CalibrateCheckAnswer answer, TextWriter output)
    {
        output.Write($"{answer.Method}\n");
        foreach (var sentence in answer.Sentences) output.Write($"\n{sentence}\n");
        output.Write($"\n'mops adaptive report {answer.Run}' shows it.\n");
    }
}
