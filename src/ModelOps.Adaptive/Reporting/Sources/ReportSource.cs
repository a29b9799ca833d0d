using ModelOps.Adaptive.Coverage;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Reporting.Sources;

/// <summary>What a report is made of.</summary>
/// <param name="State">The study, ended or not.</param>
/// <param name="Fit">Replicates beside the observations, for each target whose observed file was found.</param>
/// <param name="MissingFit">Why targets are missing from the fit, as a sentence; <see langword="null"/> if none is.</param>
/// <param name="Failures">The simulations that did not complete.</param>
/// <param name="Rerun">The command that runs one simulation of the best trial again; <see langword="null"/> without a best trial.</param>
public sealed record ReportSource(
    StudyState State, IReadOnlyList<AlignedTarget> Fit, string? MissingFit, IReadOnlyList<ReportFailure> Failures, string? Rerun)
{
    /// <summary>Whose replicates the fit shows, in words.</summary>
    public string FitOf { get; init; } = State.Best is { } best ? $"trial {best.Number}" : "no trial";

    /// <summary>The particles of a study that samples the posterior; empty for others.</summary>
    public IReadOnlyList<WeightedTrial> Posterior { get; init; } = [];

    /// <summary>What is known of how far the study's intervals can be trusted.</summary>
    public IReadOnlyList<CoverageCheck> Checks { get; init; } = [];

    /// <summary>What the study answers, confirmed on fresh seeds; <see langword="null"/> for algorithms that confirm nothing, and before they have.</summary>
    public ConfirmedAnswer? Answer { get; } = ConfirmedAnswer.Of(State);
}
