namespace ModelOps.Testing.Servers.Dask;

/// <summary>Where a worker runs.</summary>
/// <param name="Address">The address that it listens on and is known by.</param>
public sealed record WorkerHost(string Address)
{
    /// <summary>This machine's loopback.</summary>
    public static WorkerHost Here { get; } = new("127.0.0.1");

    /// <summary>The words before a command that run it there.</summary>
    public IReadOnlyList<string> Enter { get; init; } = [];
}
