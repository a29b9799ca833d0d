namespace ModelOps.Bundles.Workflow.Tracking;

/// <summary>What made a project and its repository the same.</summary>
public enum SyncAction
{
    /// <summary>A push from here.</summary>
    Push,

    /// <summary>A pull to here.</summary>
    Pull,
}
