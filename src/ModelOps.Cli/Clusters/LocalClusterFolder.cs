using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Execution.Dask.Local;

namespace ModelOps.Cli.Clusters;

/// <summary>Where a project's local cluster keeps its state: <c>.modelops/cluster/</c>.</summary>
internal static class LocalClusterFolder
{
    /// <summary>The cluster of the project of the working directory.</summary>
    public static LocalCluster Open(CliContext context) => new(Path.Combine(LocalState.Locate(context), "cluster"));
}
