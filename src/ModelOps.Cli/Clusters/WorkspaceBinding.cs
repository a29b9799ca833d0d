namespace ModelOps.Cli.Clusters;

/// <summary>What it takes to use the Dask of a workspace: the form of a file <c>NAME.json</c> in the folder of workspaces.</summary>
/// <param name="SchedulerAddr">The scheduler, such as <c>tcp://dask-scheduler.NAMESPACE:8786</c>.</param>
internal sealed record WorkspaceBinding(string SchedulerAddr)
{
    /// <summary>Dask's dashboard, if it is known.</summary>
    public string? DashboardUrl { get; init; }

    /// <summary>The namespace of Kubernetes that the workspace is in, if it is in one.</summary>
    public string? Namespace { get; init; }
}
