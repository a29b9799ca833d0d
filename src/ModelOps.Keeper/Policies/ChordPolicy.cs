using ModelOps.Keeper.Signals;

namespace ModelOps.Keeper.Policies;

/// <summary>Answers each signal with the chord made for it. The targets are the policy's; the catalog says only what a chord may do.</summary>
public sealed class ChordPolicy : IPolicy
{
    private const int MostAccumulation = 8;
    private const int FullMemoryMicrobatch = 16;
    private const int BurstPrefetch = 2;
    private const int BurstConcurrency = 4;
    private const int StragglerWorkers = 2;
    private const int StragglerTimeoutMs = 15000;

    /// <inheritdoc />
    public string Id => "chord";

    /// <inheritdoc />
    public string Intent => "Answers each signal with the chord of the catalog that is made for it.";

    /// <inheritdoc />
    public IReadOnlyList<ProposedAction> Propose(SignalSet signals, IReadOnlyDictionary<string, int> knobs)
    {
        var actions = new List<ProposedAction>();
        if (signals.Drift) actions.AddRange(Retune(knobs));
        // A busy GPU is what one pays for; only full memory asks for a smaller microbatch, unless drift makes it smaller already.
        if (signals.GpuMemorySaturated && actions.Count == 0) Lower("microbatch_size", FullMemoryMicrobatch, "gpu_saturated", "BURST-ABSORB");
        if (signals.Burst)
        {
            Lower("dataloader_prefetch_factor", BurstPrefetch, "latency_burst", "BURST-ABSORB");
            Lower("concurrency", BurstConcurrency, "latency_burst", "BURST-ABSORB");
        }
        if (signals.Straggler)
        {
            Lower("dataloader_num_workers", StragglerWorkers, "straggler_detected", "INPUT-STRAGGLER");
            if (knobs["timeout_ms"] < StragglerTimeoutMs) actions.Add(new("timeout_ms", StragglerTimeoutMs, "straggler_detected", "TIMEOUT-GUARD"));
        }
        return actions;

        void Lower(string knob, int target, string reason, string chord)
        {
            if (knobs[knob] > target) actions.Add(new(knob, target, reason, chord));
        }
    }

    // The most accumulation, up to the policy's, that leaves the global batch (accumulation x microbatch) as it is.
    private static IEnumerable<ProposedAction> Retune(IReadOnlyDictionary<string, int> knobs)
    {
        var (accumulation, batch) = (knobs["grad_accum_steps"], (long)knobs["grad_accum_steps"] * knobs["microbatch_size"]);
        for (var more = MostAccumulation; more > accumulation; more--)
        {
            if (batch % more != 0) continue;
            return
            [
                new("grad_accum_steps", more, "drift_detected", "DRIFT-RETUNE"),
                new("microbatch_size", (int)(batch / more), "drift_detected", "DRIFT-RETUNE"),
            ];
        }
        return [];
    }
}
