namespace ModelOps.Execution.Dask;

/// <summary>What the bridge is asked to do.</summary>
/// <param name="Scheduler">The scheduler's address.</param>
/// <param name="Token">Tells this run's children on the cluster from those of others.</param>
/// <param name="Archive">The path of the bundle's archive; null if the workers fetch the bundle by themselves.</param>
/// <param name="ConnectSeconds">How long the scheduler may take to answer.</param>
/// <param name="WorkerSeconds">How long a first worker is waited for.</param>
/// <param name="Spec">What every Dask worker is told.</param>
internal sealed record BridgeOpen(string Scheduler, string Token, string? Archive, double ConnectSeconds, double WorkerSeconds, RemoteSpec Spec);
