using ModelOps.Bundles.Workflow.Tracking;

namespace ModelOps.Bundles.Workflow;

/// <summary>What a start of a project did.</summary>
/// <param name="Project">The project.</param>
/// <param name="Config">Its settings now.</param>
/// <param name="IsNew">Whether it was none before.</param>
/// <param name="Created">The paths of the files that were written; files that were there are left alone.</param>
/// <param name="Before">The registry that it was pushed to before; <see langword="null"/> if it is the same, or there was none.</param>
public sealed record InitResult(BundleProject Project, ProjectConfig Config, bool IsNew, IReadOnlyList<string> Created, string? Before);
