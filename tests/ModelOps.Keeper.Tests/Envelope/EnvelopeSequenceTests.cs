using FsCheck;
using FsCheck.Fluent;
using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;

namespace ModelOps.Keeper.Tests.Envelope;

/// <summary>Whatever is observed and wanted, in whatever order and pace: no knob leaves its bounds, its budget or an invariant.</summary>
public sealed class EnvelopeSequenceTests
{
    private static readonly ChordCatalog Catalog = new ChordCatalogReader([.. KnobRegistry.All.Select(knob => knob.Name)]).BuiltIn();
    private static readonly string[] SignalNames = ["drift", "burst", "straggler", "gpu_saturated", "incident", "near_hang", "comm_congestion"];
    private static readonly string[] KnobNames = [.. KnobRegistry.All.Select(knob => knob.Name), "throttle"];
    private static readonly string?[] ChordNames = [.. Catalog.Chords.Select(chord => chord.Id), "BANANA", null];

    private static readonly Gen<ProposedAction> Action =
        from knob in Gen.Elements(KnobNames)
        from target in Gen.OneOf(Gen.Choose(-2, 300), Gen.Elements(16, 64, 500, 4500, 5500, 15000, 60000, int.MaxValue, int.MinValue))
        from chord in Gen.Elements(ChordNames)
        select new ProposedAction(knob, target, "test", chord);

    private static readonly Gen<Round> AnyRound =
        from seconds in Gen.Elements(0, 1, 29, 30, 60, 119, 120, 600, 3600, -600)
        from signals in Gen.SubListOf(SignalNames)
        from actions in Action.ListOf(6)
        from retune in Gen.Elements(1, 2, 4, 8, 16, 32)
        select new Round(seconds, [.. signals], [.. actions], retune);

    [Fact]
    public void No_sequence_leaves_the_envelope()
    {
        var limits = from delta in Gen.Elements(0, 1, 4, 32)
            from approve in Gen.Elements(true, false)
            select new EnvelopeLimits { MaxDeltaPerStep = delta, ApproveAdvanced = approve, MaxChangesPerHour = 3 };
        Prop.ForAll(AnyRound.ListOf(40).ToArbitrary(), limits.ToArbitrary(), (rounds, limit) =>
        {
            Play([.. rounds], limit);
            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static void Play(IReadOnlyList<Round> rounds, EnvelopeLimits limits)
    {
        var (now, history) = (DateTimeOffset.UnixEpoch.AddDays(20_000), new List<KnobChange>());
        var knobs = KnobRegistry.All.ToDictionary(knob => knob.Name, knob => knob.Default, StringComparer.Ordinal);
        var envelope = new SafetyEnvelope(Catalog, limits);
        foreach (var round in rounds)
        {
            now = now.AddSeconds(round.Seconds);
            var actions = round.Wanted(knobs);
            var verdicts = envelope.Judge(actions, new(knobs, round.Signals, history, now));
            verdicts.Select(verdict => verdict.Action).ShouldBe(actions);
            var allowed = verdicts.Where(verdict => verdict.Allowed).Select(verdict => verdict.Action).ToList();
            foreach (var action in allowed) CheckStep(action, knobs, round, limits);
            CheckGlobalBatch(allowed, knobs);
            allowed.Select(action => action.Knob).ShouldBeUnique();
            CheckHistory(allowed, history, now, limits);
            foreach (var action in allowed)
            {
                knobs[action.Knob] = action.Target;
                history.Add(new(action.Knob, action.Chord!, now));
            }
        }
    }

    private static void CheckStep(ProposedAction action, Dictionary<string, int> knobs, Round round, EnvelopeLimits limits)
    {
        var (knob, chord) = (KnobRegistry.Find(action.Knob)!, Catalog.Find(action.Chord!)!);
        action.Target.ShouldBeInRange(knob.Min, knob.Max);
        if (action.Target != knob.Min && action.Target != knob.Max) ((action.Target - knob.Default) % knob.Step).ShouldBe(0);
        action.Target.ShouldNotBe(knobs[knob.Name]);
        if (limits.MaxDeltaPerStep > 0) Math.Abs(action.Target - knobs[knob.Name]).ShouldBeLessThanOrEqualTo(limits.MaxDeltaPerStep);
        chord.KnobsTouched.ShouldContain(action.Knob);
        chord.RequiredSignals.ShouldAllBe(signal => round.Signals.Contains(signal));
        if (!limits.ApproveAdvanced) (chord.RiskTier, action.Knob is "timeout_ms" or "comm_bucket_mb").ShouldBe((RiskTier.Safe, false));
    }

    private static void CheckGlobalBatch(List<ProposedAction> allowed, Dictionary<string, int> knobs)
    {
        var retune = allowed.Where(action => action.Chord == "DRIFT-RETUNE").ToDictionary(action => action.Knob, action => action.Target, StringComparer.Ordinal);
        if (retune.Count == 0) return;
        var (accumulation, microbatch) = (knobs["grad_accum_steps"], knobs["microbatch_size"]);
        ((long)retune.GetValueOrDefault("grad_accum_steps", accumulation) * retune.GetValueOrDefault("microbatch_size", microbatch)).ShouldBe((long)accumulation * microbatch);
    }

    private static void CheckHistory(List<ProposedAction> allowed, List<KnobChange> history, DateTimeOffset now, EnvelopeLimits limits)
    {
        foreach (var action in allowed)
        {
            var chord = Catalog.Find(action.Chord!)!;
            var (ofKnob, ofChord) = (history.Where(change => change.Knob == action.Knob).ToList(), history.Where(change => change.Chord == chord.Id).ToList());
            ofKnob.ShouldAllBe(change => now - change.At >= limits.Cooldown);
            ofChord.ShouldAllBe(change => now - change.At >= chord.Cooldown);
            ofKnob.Count(change => now - change.At < TimeSpan.FromHours(1)).ShouldBeLessThan(limits.MaxChangesPerHour);
            var most = chord.Budget.MaxChangesPerHour ?? int.MaxValue;
            ofChord.Where(change => now - change.At < TimeSpan.FromHours(1)).Select(change => change.At).Distinct().Count().ShouldBeLessThan(most);
        }
    }

    private sealed record Round(int Seconds, string[] Signals, ProposedAction[] Actions, int Accumulation)
    {
        // Besides anything at all also a retune that may pass, and what the policies want.
        public IReadOnlyList<ProposedAction> Wanted(Dictionary<string, int> knobs)
        {
            var batch = knobs["grad_accum_steps"] * knobs["microbatch_size"];
            return
            [
                new("grad_accum_steps", Accumulation, "test", "DRIFT-RETUNE"),
                new("microbatch_size", batch / Accumulation, "test", "DRIFT-RETUNE"),
                .. Actions,
            ];
        }
    }
}
