namespace ModelOps.Adaptive.Coverage;

/// <summary>A check of how far a study's intervals can be trusted: the same fit repeated on synthetic data whose truth is known.</summary>
/// <param name="Subject">What is checked.</param>
/// <param name="Repeats">The repeats in the order of their numbers.</param>
public sealed record CoverageCheck(CoverageSubject Subject, IReadOnlyList<RepeatedFit> Repeats)
{
    /// <summary>What the repeats say about each parameter; empty without a repeat.</summary>
    public IReadOnlyList<ParameterCoverage> Parameters { get; } = Repeats.Count == 0
        ? []
        : [.. Repeats[0].Parameters.Select((_, i) => ParameterCoverage.Of(Subject.Intervals, [.. Repeats.Select(repeat => repeat.Parameters[i])]))];

    /// <summary>How many truths gave no data because the model failed there, and were drawn again.</summary>
    public int Redrawn => Repeats.Sum(repeat => repeat.Redrawn);
}
