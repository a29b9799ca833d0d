namespace ModelOps.Adaptive.Stores.Embedded;

/// <summary>Settings of an embedded store.</summary>
/// <param name="Time">The clock of leases; only its monotonic time is used.</param>
public sealed record EmbeddedStoreOptions(TimeProvider Time)
{
    /// <summary>How long a lease holds without being renewed. Default 60 s.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(60);
}
