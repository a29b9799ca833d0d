using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;

namespace ModelOps.Keeper.Envelope;

/// <summary>
/// Bounds every step that a policy wants. It is pure: the same situation gives the same verdicts. An action passes only if nothing speaks
/// against it; whatever the signals were, no knob leaves its bounds, its budget or the invariants of its chord.
/// </summary>
/// <param name="catalog">The chords.</param>
/// <param name="limits">The limits of the person.</param>
public sealed class SafetyEnvelope(ChordCatalog catalog, EnvelopeLimits limits)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // Knobs that need approval in whatever chord they occur.
    private static readonly string[] AdvancedKnobs = ["comm_bucket_mb", "timeout_ms"];

    /// <summary>Judges the actions of one round.</summary>
    /// <param name="actions">What the policy wants.</param>
    /// <param name="situation">What it is judged by.</param>
    /// <returns>A verdict for each action, in their order.</returns>
    public IReadOnlyList<Verdict> Judge(IReadOnlyList<ProposedAction> actions, Situation situation)
    {
        var (verdicts, turned) = (new List<Verdict>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var action in actions)
        {
            var verdict = Judge(action, situation);
            if (verdict.Allowed && !turned.Add(action.Knob))
                verdict = new(action, BlockReason.ConflictingAction, $"An earlier action of this round turns {action.Knob}.");
            verdicts.Add(verdict);
        }
        // An invariant joins the actions of a chord: when one is blocked, what remains may break it.
        foreach (var chord in verdicts.Where(verdict => verdict.Allowed).Select(verdict => verdict.Action.Chord!).Distinct().ToList())
            KeepInvariants(catalog.Find(chord)!, verdicts, situation);
        return verdicts;
    }

    private Verdict Judge(ProposedAction action, Situation situation)
    {
        if (KnobRegistry.Find(action.Knob) is not { } knob) return new(action, BlockReason.UnknownKnob, $"There is no knob '{action.Knob}'.");
        if (action.Chord is null || catalog.Find(action.Chord) is not { } chord)
            return new(action, BlockReason.UnknownChord, action.Chord is null ? "The action belongs to no chord." : $"The catalog has no chord '{action.Chord}'.");
        var (block, detail) = OfChord(action, chord, situation) ?? OfTarget(action.Target, knob, situation) ?? OfHistory(action, chord, situation) ?? default;
        return new(action, block, detail);
    }

    private (string Block, string Detail)? OfChord(ProposedAction action, Chord chord, Situation situation)
    {
        if (!chord.KnobsTouched.Contains(action.Knob)) return (BlockReason.NotAllowlisted, $"{chord.Id} may not touch {action.Knob}.");
        if (!limits.ApproveAdvanced && (chord.RiskTier == RiskTier.Advanced || AdvancedKnobs.Contains(action.Knob)))
            return (BlockReason.ApprovalRequired, $"{chord.Id} on {action.Knob} is advanced and needs --approve-advanced.");
        var missing = chord.RequiredSignals.Where(signal => !situation.Signals.Contains(signal)).ToList();
        return missing.Count > 0 ? (BlockReason.RequiredSignalMissing, $"{chord.Id} requires the signal {string.Join(" and ", missing)}.") : null;
    }

    private (string Block, string Detail)? OfTarget(int target, Knob knob, Situation situation)
    {
        if (target < knob.Min || target > knob.Max) return (BlockReason.OutOfBounds, $"{knob.Name} goes from {knob.Min} to {knob.Max}, not to {target}.");
        if (!knob.Allows(target)) return (BlockReason.OffStep, $"{knob.Name} goes in steps of {knob.Step}; {target} lies between two.");
        var current = situation.Knobs[knob.Name];
        if (target == current) return (BlockReason.NoChange, $"{knob.Name} is {current} already.");
        var delta = Math.Abs((long)target - current);
        return limits.MaxDeltaPerStep > 0 && delta > limits.MaxDeltaPerStep
            ? (BlockReason.MaxDeltaExceeded, $"{knob.Name} from {current} to {target} is a step of {delta}; at most {limits.MaxDeltaPerStep} is allowed.")
            : null;
    }

    private (string Block, string Detail)? OfHistory(ProposedAction action, Chord chord, Situation situation)
    {
        var ofKnob = situation.History.Where(change => change.Knob == action.Knob).ToList();
        var ofChord = situation.History.Where(change => change.Chord == chord.Id).ToList();
        if (Rests(ofKnob, limits.Cooldown, situation.Now)) return (BlockReason.CooldownActive, $"{action.Knob} rests {limits.Cooldown.TotalSeconds:0.###} s after a change.");
        if (Rests(ofChord, chord.Cooldown, situation.Now)) return (BlockReason.CooldownActive, $"{chord.Id} rests {chord.Cooldown.TotalSeconds:0.###} s after it was played.");
        if (Times(ofKnob, situation.Now) >= limits.MaxChangesPerHour)
            return (BlockReason.HourlyBudgetExhausted, $"{action.Knob} has changed {limits.MaxChangesPerHour} times within the hour.");
        return chord.Budget.MaxChangesPerHour is { } most && Times(ofChord, situation.Now) >= most
            ? (BlockReason.HourlyBudgetExhausted, $"{chord.Id} was played {most} times within the hour.")
            : null;
    }

    private static void KeepInvariants(Chord chord, List<Verdict> verdicts, Situation situation)
    {
        foreach (var invariant in chord.Invariants)
        {
            var mine = verdicts.Where(verdict => verdict.Allowed && verdict.Action.Chord == chord.Id).Select(verdict => verdict.Action).ToList();
            if (mine.Count == 0 || Invariants.Violation(invariant, mine, situation.Knobs) is not { } violation) continue;
            for (var i = 0; i < verdicts.Count; i++)
            {
                if (mine.Contains(verdicts[i].Action) && verdicts[i].Allowed) verdicts[i] = new(verdicts[i].Action, BlockReason.InvariantViolated, $"{invariant}: {violation}");
            }
        }
    }

    // A change of the future, of a clock that was set back, counts as one of now.
    private static bool Rests(IEnumerable<KnobChange> changes, TimeSpan cooldown, DateTimeOffset now) => changes.Any(change => now - change.At < cooldown);

    private static int Times(IEnumerable<KnobChange> changes, DateTimeOffset now) =>
        changes.Where(change => now - change.At < Hour).Select(change => change.At).Distinct().Count();
}
