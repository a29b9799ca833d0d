using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Studies;

namespace ModelOps.Adaptive.Reporting.Sources;

/// <summary>What a report is made of.</summary>
/// <param name="State">The study, ended or not.</param>
/// <param name="Fit">The best trial's replicates beside the observations, for each target whose observed file was found.</param>
/// <param name="MissingFit">Why targets are missing from the fit, as a sentence; <see langword="null"/> if none is.</param>
/// <param name="Failures">The simulations that did not complete.</param>
/// <param name="Rerun">The command that runs one simulation of the best trial again; <see langword="null"/> without a best trial.</param>
public sealed record ReportSource(
    StudyState State, IReadOnlyList<AlignedTarget> Fit, string? MissingFit, IReadOnlyList<ReportFailure> Failures, string? Rerun);
