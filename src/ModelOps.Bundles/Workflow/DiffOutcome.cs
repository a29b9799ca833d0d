using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;

namespace ModelOps.Bundles.Workflow;

/// <summary>How a project differs from a bundle.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Files">The tracked files here.</param>
/// <param name="States">Every path and its state, in the order of the paths.</param>
public sealed record DiffOutcome(Bundle Bundle, LocalFiles Files, IReadOnlyList<(string Path, FileState State)> States);
