using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Signals;

namespace ModelOps.Keeper.Tests.Policies;

public sealed class ChordPolicyTests
{
    private static readonly SignalSet Quiet = new() { Drift = false, Burst = false, Straggler = false, GpuSaturated = false, Trusted = true, Notes = [] };

    [Fact]
    public void Drift_doubles_the_accumulation_and_halves_the_microbatch() =>
        Wanted(Quiet with { Drift = true }).ShouldBe(["grad_accum_steps 8 DRIFT-RETUNE", "microbatch_size 16 DRIFT-RETUNE"]);

    [Theory]
    [InlineData(8, 16, "")]
    [InlineData(16, 8, "")]
    [InlineData(3, 5, "grad_accum_steps 5, microbatch_size 3")]
    [InlineData(5, 32, "grad_accum_steps 8, microbatch_size 20")]
    [InlineData(1, 1, "")]
    public void Drift_keeps_the_global_batch_from_wherever_it_starts(int accumulation, int microbatch, string expected)
    {
        var knobs = Usual(("grad_accum_steps", accumulation), ("microbatch_size", microbatch));
        string.Join(", ", new ChordPolicy().Propose(Quiet with { Drift = true }, knobs).Select(action => $"{action.Knob} {action.Target}")).ShouldBe(expected);
    }

    [Fact]
    public void Burst_and_straggler_turn_what_is_not_there_yet()
    {
        Wanted(Quiet with { Burst = true }).ShouldBe(["concurrency 4 BURST-ABSORB"]);
        Wanted(Quiet with { Burst = true }, ("dataloader_prefetch_factor", 6), ("concurrency", 3)).ShouldBe(["dataloader_prefetch_factor 2 BURST-ABSORB"]);
        Wanted(Quiet with { Straggler = true }).ShouldBe(["dataloader_num_workers 2 INPUT-STRAGGLER", "timeout_ms 15000 TIMEOUT-GUARD"]);
        Wanted(Quiet with { Straggler = true }, ("dataloader_num_workers", 2), ("timeout_ms", 20000)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_full_memory_makes_the_microbatch_smaller()
    {
        Wanted(Quiet with { GpuSaturated = true }).ShouldBeEmpty();
        Wanted(Quiet with { GpuSaturated = true, GpuMemorySaturated = true }).ShouldBe(["microbatch_size 16 BURST-ABSORB"]);
        Wanted(Quiet with { Drift = true, GpuSaturated = true, GpuMemorySaturated = true }).ShouldBe(["grad_accum_steps 8 DRIFT-RETUNE", "microbatch_size 16 DRIFT-RETUNE"]);
    }

    [Fact]
    public void Without_a_signal_nothing_is_wanted()
    {
        foreach (var policy in PolicyRegistry.All) policy.Propose(Quiet with { Trusted = false }, Usual()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, false, 6)]
    [InlineData(false, true, 4)]
    public void Scalar_policy_goes_down_by_the_weight_of_the_trouble(bool drift, bool straggler, int concurrency) =>
        new ScalarPolicy().Propose(Quiet with { Drift = drift, Straggler = straggler }, Usual()).ShouldBe([new("concurrency", concurrency, "scalar", "SCALAR")]);

    [Fact]
    public void Scalar_policy_stops_at_the_bound() =>
        new ScalarPolicy().Propose(Quiet with { Burst = true }, Usual(("concurrency", 1))).ShouldBeEmpty();

    private static List<string> Wanted(SignalSet signals, params (string Name, int Value)[] knobs) =>
        [.. new ChordPolicy().Propose(signals, Usual(knobs)).Select(action => $"{action.Knob} {action.Target} {action.Chord}")];

    private static Dictionary<string, int> Usual(params (string Name, int Value)[] knobs)
    {
        var values = KnobRegistry.All.ToDictionary(knob => knob.Name, knob => knob.Default, StringComparer.Ordinal);
        foreach (var (name, value) in knobs) values[name] = value;
        return values;
    }
}
