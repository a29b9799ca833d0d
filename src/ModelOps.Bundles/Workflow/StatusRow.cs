using ModelOps.Bundles.Workflow.States;

namespace ModelOps.Bundles.Workflow;

/// <summary>One file of a project.</summary>
/// <param name="Path">Its path in the project.</param>
/// <param name="State">How it stands to the last common state; <see langword="null"/> where a link, folder or special file has a tracked name.</param>
/// <param name="Size">In bytes; <see langword="null"/> if there is no file.</param>
public sealed record StatusRow(string Path, FileState? State, long? Size);
