using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Loops;

/// <summary>What a round decides, from what is known to what may be done. Pure: the same knowledge gives the same decision.</summary>
/// <param name="Signals">The judgement of the samples.</param>
/// <param name="Knobs">The present values.</param>
/// <param name="Verdicts">What the policy wants, and what the envelope says.</param>
/// <param name="Mark">The mark of recovery that is due; null for none.</param>
/// <param name="Recovery">Where the workload stands now.</param>
public sealed record LoopDecision(
    SignalSet Signals, IReadOnlyList<KnobValue> Knobs, IReadOnlyList<Verdict> Verdicts, ProposedAction? Mark, RecoveryState Recovery)
{
    /// <summary>All that is proposed: the policy's actions, then the mark.</summary>
    public IReadOnlyList<ProposedAction> Proposed => [.. Verdicts.Select(verdict => verdict.Action), .. Mark is null ? [] : new[] { Mark }];

    /// <summary>What may be done.</summary>
    public IReadOnlyList<ProposedAction> Allowed => [.. Verdicts.Where(verdict => verdict.Allowed).Select(verdict => verdict.Action)];

    /// <summary>Decides.</summary>
    /// <param name="settings">The loop.</param>
    /// <param name="memory">What earlier rounds left.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="reading">The knobs in the cluster; <see langword="null"/> if it was not asked.</param>
    /// <param name="now">The time of the round.</param>
    public static LoopDecision Of(LoopSettings settings, LoopMemory memory, TelemetryBatch batch, KnobReading? reading, DateTimeOffset now)
    {
        var signals = SignalDetection.Judge(batch);
        var knobs = KnobValue.All(reading is { Error: null } ? reading.Values : null, memory.RehearsedKnobs);
        var values = knobs.ToDictionary(knob => knob.Knob, knob => knob.Value, StringComparer.Ordinal);
        var actions = settings.Policy.Propose(signals, values);
        var verdicts = new SafetyEnvelope(settings.Catalog, settings.Limits).Judge(actions, new(values, signals.Active, memory.Changes, now));
        var (recovery, mark) = Policies.Recovery.Next(memory.Recovery, signals, values);
        return new(signals, knobs, verdicts, mark, recovery);
    }
}
