namespace ModelOps.Execution.Dask;

/// <summary>The cluster is ready.</summary>
/// <param name="Facts">The facts of its platform, the same on every worker.</param>
/// <param name="Threads">How many simulations it runs at a time.</param>
/// <param name="Dashboard">Where it can be watched, if it says so.</param>
internal sealed record BridgeReady(Dictionary<string, string> Facts, int Threads, string? Dashboard);
