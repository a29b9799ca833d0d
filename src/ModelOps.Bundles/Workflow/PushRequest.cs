namespace ModelOps.Bundles.Workflow;

/// <summary>How a project is pushed.</summary>
/// <param name="DryRun">Find out what would be sent, and change nothing.</param>
/// <param name="Force">Replace the bundle that the tag names, also one that was never seen here.</param>
public sealed record PushRequest(bool DryRun = false, bool Force = false);
