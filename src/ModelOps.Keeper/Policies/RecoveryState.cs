namespace ModelOps.Keeper.Policies;

/// <summary>Where a workload stands after trouble.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="StableIntervals">How many judgements in a row were stable since the trouble ended.</param>
/// <param name="StableProfile">The knobs' values that proved stable last; empty if none did yet.</param>
public sealed record RecoveryState(RecoveryPhase Phase, int StableIntervals, IReadOnlyDictionary<string, int> StableProfile)
{
    /// <summary>Before anything is known.</summary>
    public static RecoveryState Start { get; } = new(RecoveryPhase.Normal, 0, new SortedDictionary<string, int>(StringComparer.Ordinal));
}
