namespace ModelOps.Bundles.Workflow;

/// <summary>How a project is pulled.</summary>
/// <param name="DryRun">Find out what would change, and change nothing.</param>
/// <param name="Force">Take the registry's state where files were edited or removed here, too.</param>
public sealed record PullRequest(bool DryRun = false, bool Force = false);
