namespace ModelOps.Keeper.Chords;

/// <summary>
/// The names that a catalog may use. A name that nobody understands would be a guard that nobody keeps, so that a catalog with one is
/// refused.
/// </summary>
public static class ChordVocabulary
{
    /// <summary>
    /// Signals. For <c>comm_congestion</c> and <c>near_hang</c> there is no detector: a chord that requires one of them is never applied
    /// by itself.
    /// </summary>
    public static IReadOnlyList<string> Signals { get; } = ["drift", "burst", "straggler", "gpu_saturated", "incident", "comm_congestion", "near_hang"];

    /// <summary>Invariants.</summary>
    public static IReadOnlyList<string> Invariants { get; } =
    [
        "keep_global_batch_stable", "protect_tail_latency", "protect_input_pipeline", "stability_before_relock", "protect_runtime_safety",
        "comm_changes_require_telemetry", "explicit_approval_required", "single_knob_step",
    ];

    /// <summary>The tiers as a catalog writes them.</summary>
    public static IReadOnlyList<string> RiskTiers { get; } = [.. Enum.GetNames<RiskTier>().Select(name => name.ToLowerInvariant())];
}
