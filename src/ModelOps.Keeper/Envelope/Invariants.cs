using ModelOps.Keeper.Policies;

namespace ModelOps.Keeper.Envelope;

/// <summary>What chords must keep, by the names of the catalog.</summary>
internal static class Invariants
{
    private const string GradAccumSteps = "grad_accum_steps";
    private const string MicrobatchSize = "microbatch_size";
    private const string DataloaderNumWorkers = "dataloader_num_workers";
    private const string TimeoutMs = "timeout_ms";

    /// <summary>What would be broken by the actions of a chord, in words; <see langword="null"/> if nothing.</summary>
    /// <param name="invariant">The invariant's name; one that is not known is never kept.</param>
    /// <param name="actions">All actions of the chord that would pass.</param>
    /// <param name="knobs">The present values.</param>
    public static string? Violation(string invariant, IReadOnlyList<ProposedAction> actions, IReadOnlyDictionary<string, int> knobs) => invariant switch
    {
        "keep_global_batch_stable" => GlobalBatch(actions, knobs),
        "protect_tail_latency" => First(actions, action => action.Target > knobs[action.Knob], action => $"{action.Knob} would rise while latency bursts."),
        "protect_input_pipeline" => First(
            actions,
            action => action.Knob == DataloaderNumWorkers && action.Target * 2 < knobs[action.Knob],
            action => $"more than half of the {knobs[action.Knob]} workers would go at once."),
        "protect_runtime_safety" => First(actions, action => action.Knob == TimeoutMs && action.Target < knobs[action.Knob], _ => "the time limit would become shorter."),
        "single_knob_step" => actions.Count > 1 ? "more than one knob would turn." : null,
        // The keeper has no telemetry of the communication between workers.
        "comm_changes_require_telemetry" => "there is no telemetry of the communication.",
        // The first is what approval of advanced chords is, the second what the order of recovery keeps; no knob can break them.
        "explicit_approval_required" or "stability_before_relock" => null,
        _ => "nobody knows how to keep it.",
    };

    private static string? GlobalBatch(IReadOnlyList<ProposedAction> actions, IReadOnlyDictionary<string, int> knobs)
    {
        var before = (long)knobs[GradAccumSteps] * knobs[MicrobatchSize];
        var after = (long)Value(GradAccumSteps) * Value(MicrobatchSize);
        return before == after ? null : $"{GradAccumSteps} x {MicrobatchSize} is {before} and would be {after}.";

        int Value(string knob) => actions.FirstOrDefault(action => action.Knob == knob)?.Target ?? knobs[knob];
    }

    private static string? First(IReadOnlyList<ProposedAction> actions, Func<ProposedAction, bool> breaks, Func<ProposedAction, string> words) =>
        actions.FirstOrDefault(breaks) is { } action ? words(action) : null;
}
