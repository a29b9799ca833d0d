using System.Globalization;
using ModelOps.Execution.Dask.Local;

namespace ModelOps.Cli.Clusters;

/// <summary>The answer of <c>mops cluster local up</c> and <c>status</c>.</summary>
/// <param name="Status"><c>running</c>, <c>broken</c> if only a part runs, or <c>ended</c>.</param>
/// <param name="Scheduler">The address for <c>--scheduler</c>.</param>
/// <param name="Dashboard">Where it can be watched.</param>
/// <param name="DashboardPages">Whether the dashboard has pages: they need the package bokeh.</param>
/// <param name="Workers">How many worker processes.</param>
/// <param name="Threads">How many simulations each runs at a time.</param>
/// <param name="Python">The interpreter.</param>
/// <param name="Distributed">The version of Dask.</param>
/// <param name="Pids">The process ids of what runs, by role.</param>
internal sealed record LocalClusterAnswer(
    string Status, string Scheduler, string Dashboard, bool DashboardPages, int Workers, int Threads, string Python, string Distributed, IReadOnlyDictionary<string, int> Pids)
{
    /// <summary>The answer for a cluster.</summary>
    public static LocalClusterAnswer Of(LocalClusterState state) => new(
        state.IsWhole ? "running" : state.Running.Count > 0 ? "broken" : "ended",
        state.Address,
        state.Dashboard,
        state.HasPages,
        state.Workers,
        state.Threads,
        state.Python,
        state.Distributed,
        state.Running.ToDictionary(process => process.Role, process => process.Pid, StringComparer.Ordinal));

    /// <summary>The answer for people.</summary>
    public static void Render(LocalClusterAnswer answer, TextWriter output)
    {
        var pids = answer.Pids.Select(process => string.Create(CultureInfo.InvariantCulture, $"{process.Key} {process.Value}"));
        output.Write($"Status     {answer.Status}{(answer.Pids.Count == 0 ? "" : $" (process ids: {string.Join(", ", pids)})")}\n");
        output.Write($"Scheduler  {answer.Scheduler}\n");
        output.Write($"Dashboard  {answer.Dashboard}{(answer.DashboardPages ? "" : " (its pages need the package bokeh)")}\n");
        output.Write(string.Create(CultureInfo.InvariantCulture, $"Workers    {answer.Workers}, {answer.Threads} at a time each; {answer.Python}, distributed {answer.Distributed}\n"));
    }
}
