namespace ModelOps.Execution.Dask.Local;

/// <summary>What local cluster is wanted.</summary>
/// <param name="Workers">How many worker processes, at least 1.</param>
/// <param name="Threads">How many simulations each runs at a time, at least 1.</param>
/// <param name="Port">The scheduler's port on 127.0.0.1; 0 for any.</param>
/// <param name="DashboardPort">The dashboard's port on 127.0.0.1; 0 for any.</param>
/// <param name="Tool">The program that is <c>mops</c> for the workers.</param>
/// <param name="Python">The Python interpreter that has Dask.</param>
public sealed record LocalClusterRequest(int Workers, int Threads, int Port, int DashboardPort, string Tool, string Python);
