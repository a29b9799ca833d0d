using System.Text.Json.Serialization;

namespace ModelOps.Execution.Dask.Local;

/// <summary>A local cluster.</summary>
/// <param name="Address">The scheduler's address.</param>
/// <param name="Dashboard">Where it can be watched.</param>
/// <param name="HasPages">Whether there is something to see there: the pages need the package bokeh.</param>
/// <param name="Workers">How many worker processes it was started with.</param>
/// <param name="Threads">How many simulations each runs at a time.</param>
/// <param name="Python">The interpreter that runs it.</param>
/// <param name="Distributed">The version of Dask's <c>distributed</c>.</param>
/// <param name="Processes">What was started.</param>
public sealed record LocalClusterState(
    string Address, string Dashboard, bool HasPages, int Workers, int Threads, string Python, string Distributed, IReadOnlyList<LocalClusterProcess> Processes)
{
    /// <summary>Those of the processes that run.</summary>
    [JsonIgnore]
    public IReadOnlyList<LocalClusterProcess> Running { get; init; } = Processes;

    /// <summary>Whether everything that was started runs.</summary>
    [JsonIgnore]
    public bool IsWhole => Running.Count == Processes.Count;

    internal static LocalClusterState Of(LocalClusterStart start, LocalClusterRequest request, IReadOnlyList<LocalClusterProcess> processes) =>
        new(start.Address!, start.Dashboard, start.HasPages, request.Workers, request.Threads, request.Python, start.Distributed, processes);

    internal LocalClusterState WithRunning() => this with { Running = [.. Processes.Where(process => process.IsRunning())] };
}
