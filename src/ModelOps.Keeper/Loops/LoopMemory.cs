using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Loops;

/// <summary>What a loop knows from its earlier rounds.</summary>
/// <param name="Namespace">The workload's namespace.</param>
/// <param name="Deployment">The workload's Deployment.</param>
public sealed record LoopMemory(string Namespace, string Deployment)
{
    /// <summary>The form's version.</summary>
    public const string Version = "loop_memory.v1";

    // Longer than the hour of budgets and any cooldown of the catalog.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Always <see cref="Version"/>.</summary>
    public string SchemaVersion { get; init; } = Version;

    /// <summary>The values that a rehearsal would have set.</summary>
    public IReadOnlyDictionary<string, int> RehearsedKnobs { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The changes of the last day, the oldest first.</summary>
    public IReadOnlyList<KnobChange> Changes { get; init; } = [];

    /// <summary>Where the workload stands after trouble.</summary>
    public RecoveryState Recovery { get; init; } = RecoveryState.Start;

    /// <summary>Where the source is to be read on; null for its start.</summary>
    public TelemetryCursor? Cursor { get; init; }

    /// <summary>What a watch has counted.</summary>
    public WatchTotals Totals { get; init; } = new();

    /// <summary>With the changes of a round.</summary>
    /// <param name="actions">What was changed.</param>
    /// <param name="rehearsal">Whether nothing was changed in truth.</param>
    /// <param name="now">The time of the round.</param>
    public LoopMemory With(IReadOnlyList<ProposedAction> actions, bool rehearsal, DateTimeOffset now)
    {
        var rehearsed = new SortedDictionary<string, int>(RehearsedKnobs.ToDictionary(), StringComparer.Ordinal);
        foreach (var action in rehearsal ? actions : []) rehearsed[action.Knob] = action.Target;
        return this with
        {
            RehearsedKnobs = rehearsed,
            Changes = [.. Changes.Where(change => now - change.At < Kept), .. actions.Select(action => new KnobChange(action.Knob, action.Chord!, now))],
        };
    }
}
