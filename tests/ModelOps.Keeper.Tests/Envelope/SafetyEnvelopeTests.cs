using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;

namespace ModelOps.Keeper.Tests.Envelope;

public sealed class SafetyEnvelopeTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);
    private static readonly ChordCatalog Catalog = new ChordCatalogReader([.. KnobRegistry.All.Select(knob => knob.Name)]).BuiltIn();
    private static readonly string[] AllSignals = ["drift", "burst", "straggler", "gpu_saturated", "incident"];
    private static readonly ProposedAction[] Retune = [new("grad_accum_steps", 8, "drift_detected", "DRIFT-RETUNE"), new("microbatch_size", 16, "drift_detected", "DRIFT-RETUNE")];

    [Fact]
    public void Retune_that_keeps_the_global_batch_passes() => Judge(Retune).ShouldBe([null, null]);

    [Theory]
    [InlineData(8, 24)]
    [InlineData(8, 15)]
    public void Retune_that_changes_the_global_batch_is_blocked_whole(int accumulation, int microbatch) =>
        Judge([Retune[0] with { Target = accumulation }, Retune[1] with { Target = microbatch }]).ShouldBe([BlockReason.InvariantViolated, BlockReason.InvariantViolated]);

    [Fact]
    public void Half_of_a_retune_is_blocked_with_the_other_half()
    {
        Judge([Retune[0]]).ShouldBe([BlockReason.InvariantViolated]);
        var envelope = new SafetyEnvelope(Catalog, new() { MaxDeltaPerStep = 4 });
        var verdicts = envelope.Judge(Retune, Situation());
        verdicts.Select(verdict => verdict.Block).ShouldBe([BlockReason.InvariantViolated, BlockReason.MaxDeltaExceeded]);
        verdicts[0].Detail.ShouldBe("keep_global_batch_stable: grad_accum_steps x microbatch_size is 128 and would be 256.");
    }

    [Theory]
    [InlineData("throttle", 1, "SCALAR", BlockReason.UnknownKnob)]
    [InlineData("concurrency", 4, "BANANA", BlockReason.UnknownChord)]
    [InlineData("concurrency", 4, null, BlockReason.UnknownChord)]
    [InlineData("microbatch_size", 16, "SCALAR", BlockReason.NotAllowlisted)]
    [InlineData("timeout_ms", 15000, "TIMEOUT-GUARD", BlockReason.ApprovalRequired)]
    [InlineData("concurrency", 0, "SCALAR", BlockReason.OutOfBounds)]
    [InlineData("concurrency", 65, "SCALAR", BlockReason.OutOfBounds)]
    [InlineData("concurrency", int.MinValue, "SCALAR", BlockReason.OutOfBounds)]
    [InlineData("concurrency", 8, "SCALAR", BlockReason.NoChange)]
    [InlineData("concurrency", 9, "BURST-ABSORB", BlockReason.InvariantViolated)]
    [InlineData("dataloader_num_workers", 1, "INPUT-STRAGGLER", BlockReason.InvariantViolated)]
    [InlineData("concurrency", 4, "BURST-ABSORB", null)]
    [InlineData("dataloader_num_workers", 2, "INPUT-STRAGGLER", null)]
    public void Action_is_blocked_for_its_reason(string knob, int target, string? chord, string? reason)
    {
        var verdict = new SafetyEnvelope(Catalog, new()).Judge([new(knob, target, "test", chord)], Situation()).ShouldHaveSingleItem();
        verdict.Block.ShouldBe(reason);
        (verdict.Detail is null).ShouldBe(reason is null);
    }

    [Theory]
    [InlineData("timeout_ms", 15000, "TIMEOUT-GUARD", null)]
    [InlineData("timeout_ms", 5250, "TIMEOUT-GUARD", BlockReason.OffStep)]
    [InlineData("timeout_ms", 4500, "TIMEOUT-GUARD", BlockReason.InvariantViolated)]
    [InlineData("timeout_ms", 15000, "NEAR-HANG/TIMEOUT-GUARD", BlockReason.RequiredSignalMissing)]
    [InlineData("comm_bucket_mb", 64, "COMM-CONGESTION", BlockReason.RequiredSignalMissing)]
    public void Approved_action_is_bound_by_the_rest(string knob, int target, string chord, string? reason) =>
        new SafetyEnvelope(Catalog, new() { ApproveAdvanced = true }).Judge([new(knob, target, "test", chord)], Situation()).Single().Block.ShouldBe(reason);

    [Fact]
    public void Communication_is_left_alone_without_its_telemetry()
    {
        var envelope = new SafetyEnvelope(Catalog, new() { ApproveAdvanced = true });
        var situation = Situation() with { Signals = [.. AllSignals, "comm_congestion"] };
        envelope.Judge([new("comm_bucket_mb", 64, "test", "COMM-CONGESTION")], situation).Single().Block.ShouldBe(BlockReason.InvariantViolated);
    }

    [Fact]
    public void Chord_without_its_signal_is_blocked() =>
        new SafetyEnvelope(Catalog, new()).Judge(Retune, Situation() with { Signals = ["burst", "incident"] })
            .Select(verdict => verdict.Block).ShouldBe([BlockReason.RequiredSignalMissing, BlockReason.RequiredSignalMissing]);

    [Fact]
    public void Knob_is_turned_once_a_round() =>
        Judge([new("concurrency", 7, "test", "BURST-ABSORB"), new("concurrency", 6, "test", "SCALAR")]).ShouldBe([null, BlockReason.ConflictingAction]);

    [Theory]
    [InlineData("DRIFT-RETUNE", 119, BlockReason.CooldownActive)]
    [InlineData("DRIFT-RETUNE", 120, null)]
    [InlineData("BURST-ABSORB", 29, BlockReason.CooldownActive)]
    [InlineData("BURST-ABSORB", 30, null)]
    [InlineData("BURST-ABSORB", -3600, BlockReason.CooldownActive)]
    public void Knob_and_chord_rest_after_a_change(string chord, int secondsAgo, string? reason)
    {
        var history = Retune.Select(action => new KnobChange(action.Knob, chord, Now.AddSeconds(-secondsAgo))).ToArray();
        new SafetyEnvelope(Catalog, new()).Judge(Retune, Situation(history)).Select(verdict => verdict.Block).ShouldBe([reason, reason]);
    }

    [Fact]
    public void Hour_has_a_budget_for_each_knob_and_chord()
    {
        var envelope = new SafetyEnvelope(Catalog, new() { ApproveAdvanced = true });
        var knob = Enumerable.Range(1, 6).Select(i => new KnobChange("concurrency", "SCALAR", Now.AddMinutes(-9 * i))).ToArray();
        ProposedAction[] slower = [new("concurrency", 7, "test", "SCALAR")];
        envelope.Judge(slower, Situation(knob)).Single().Block.ShouldBe(BlockReason.HourlyBudgetExhausted);
        envelope.Judge(slower, Situation([.. knob[..5], new("concurrency", "SCALAR", Now.AddHours(-1))])).Single().Block.ShouldBeNull();
        var chord = new[] { 10, 50 }.Select(minutes => new KnobChange("timeout_ms", "TIMEOUT-GUARD", Now.AddMinutes(-minutes))).ToArray();
        envelope.Judge([new("timeout_ms", 15000, "test", "TIMEOUT-GUARD")], Situation(chord)).Single().Block.ShouldBe(BlockReason.HourlyBudgetExhausted);
    }

    private static List<string?> Judge(ProposedAction[] actions) => [.. new SafetyEnvelope(Catalog, new()).Judge(actions, Situation()).Select(verdict => verdict.Block)];

    private static Situation Situation(params KnobChange[] history) =>
        new(KnobRegistry.All.ToDictionary(knob => knob.Name, knob => knob.Default, StringComparer.Ordinal), AllSignals, history, Now);
}
