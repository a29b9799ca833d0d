namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>Settings of a shared store. The leases' time is the database's.</summary>
/// <param name="Time">The clock of retries and polls.</param>
public sealed record PostgresStoreOptions(TimeProvider Time)
{
    /// <summary>How long a lease holds without being renewed. Default 60 s.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a call goes on trying to reach the server before it fails. Default 60 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the events of others are looked for where the server's notification is lost. Default 1 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);
}
