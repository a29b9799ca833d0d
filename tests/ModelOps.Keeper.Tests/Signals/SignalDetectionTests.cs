using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Tests.Telemetry;

namespace ModelOps.Keeper.Tests.Signals;

public sealed class SignalDetectionTests
{
    [Fact]
    public void Enough_quiet_samples_are_stable()
    {
        var signals = SignalDetection.Judge(Samples.OfLosses(1, 1, 1, 1));
        (signals.State, signals.Stable, signals.Incident).ShouldBe((SignalSet.StableState, true, false));
        signals.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "no_samples")]
    [InlineData(1, "too_few_samples")]
    [InlineData(3, "too_few_samples")]
    public void Too_few_samples_are_unknown(int count, string note)
    {
        var signals = SignalDetection.Judge(Samples.OfLatencies([.. Enumerable.Repeat(100.0, count)]));
        (signals.State, signals.Stable).ShouldBe((SignalSet.UnknownState, false));
        signals.Notes.ShouldBe([note]);
    }

    [Theory]
    [InlineData(1.15, false)]
    [InlineData(1.16, true)]
    public void Drift_is_a_last_quarter_more_than_fifteen_percent_above_the_first(double last, bool drift) =>
        SignalDetection.Judge(Samples.OfLosses(1, 1, 1, 1, 1, 1, last, last)).Drift.ShouldBe(drift);

    [Fact]
    public void Losses_below_zero_drift_only_when_they_rise()
    {
        SignalDetection.Judge(Samples.OfLosses(-2, -2, -2, -2)).State.ShouldBe(SignalSet.StableState);
        SignalDetection.Judge(Samples.OfLosses(-2, -2, -1, -1)).Drift.ShouldBeTrue();
        SignalDetection.Judge(Samples.OfLosses(-1, -1, -2, -2)).Drift.ShouldBeFalse();
    }

    [Fact]
    public void Drift_is_one_of_time_not_of_the_order_in_the_file()
    {
        var rising = Enumerable.Range(0, 40).Select(i => new Sample(i * 1000L, 100) { Loss = 1 + 0.02 * i }).ToList();
        SignalDetection.Judge(Samples.Batch(rising)).Drift.ShouldBeTrue();
        SignalDetection.Judge(Samples.Batch(rising.AsEnumerable().Reverse())).Drift.ShouldBeTrue();
    }

    [Theory]
    [InlineData(150, false)]
    [InlineData(151, true)]
    public void Burst_is_a_step_of_more_than_half_again_the_median(double longest, bool burst) =>
        SignalDetection.Judge(Samples.OfLatencies(100, 100, 100, 100, longest)).Burst.ShouldBe(burst);

    [Theory]
    [InlineData(160, false)]
    [InlineData(161, true)]
    public void Straggler_is_a_worker_far_behind_the_median(double slowest, bool straggler)
    {
        var batch = Samples.Batch(Enumerable.Range(0, 4).Select(i => new Sample(i, 100) { Workers = WorkerLatencies.Of([100, slowest, 100]) }));
        SignalDetection.Judge(batch).Straggler.ShouldBe(straggler);
    }

    [Theory]
    [InlineData(89.9, 0, false, false)]
    [InlineData(90, 0, true, false)]
    [InlineData(0, 90, true, true)]
    public void Gpu_is_saturated_from_ninety_percent(double busy, double full, bool saturated, bool memory)
    {
        var signals = SignalDetection.Judge(Samples.Batch(Enumerable.Range(0, 4).Select(i => new Sample(i, 100) { GpuUtilPct = busy, GpuMemUtilPct = full })));
        (signals.GpuSaturated, signals.GpuMemorySaturated).ShouldBe((saturated, memory));
    }

    [Fact]
    public void Notes_say_what_was_found_in_their_order()
    {
        var batch = Samples.Batch(Enumerable.Range(0, 8).Select(i => new Sample(i, i == 7 ? 400 : 100)
        {
            Loss = i < 4 ? 1 : 2, Workers = WorkerLatencies.Of([100, 100, 900]), GpuUtilPct = 95,
        }));
        SignalDetection.Judge(batch).Notes.ShouldBe(["loss_drift", "latency_burst", "straggler_detected", "gpu_saturated"]);
    }

    [Fact]
    public void Slower_steps_and_less_throughput_are_noted()
    {
        var batch = Samples.Batch(Enumerable.Range(0, 8).Select(i => new Sample(i, i < 4 ? 100 : 130) { Throughput = i < 4 ? 100 : 70 }));
        SignalDetection.Judge(batch).Notes.ShouldBe(["loss_missing", "step_time_rises", "throughput_falls"]);
    }

    [Fact]
    public void Training_that_diverged_is_never_stable()
    {
        var good = Enumerable.Range(0, 100).Select(i => new Sample(i, 100) { Loss = 1 });
        var signals = SignalDetection.Judge(Samples.Batch([.. good, new(100, 100) { Loss = double.NaN }]));
        (signals.State, signals.Stable).ShouldBe((SignalSet.UnknownState, false));
        signals.Notes.ShouldBe(["values_not_finite"]);
    }

    [Fact]
    public void Many_rows_that_cannot_be_leave_nothing_certain()
    {
        var good = Enumerable.Range(0, 9).Select(i => new Sample(i, 100)).ToList();
        SignalDetection.Judge(Samples.Batch([.. good, new(9, -1)])).State.ShouldBe(SignalSet.StableState);
        SignalDetection.Judge(Samples.Batch([.. good, new(9, -1), new(9_999_999_999_999, 1)])).State.ShouldBe(SignalSet.UnknownState);
    }

    [Fact]
    public void Failed_reading_is_never_stable_but_may_show_an_incident()
    {
        var failed = Samples.OfLosses(1, 1, 1, 1) with { Error = "a pod did not answer" };
        SignalDetection.Judge(failed).State.ShouldBe(SignalSet.UnknownState);
        SignalDetection.Judge(failed).Notes.ShouldBe(["telemetry_incomplete"]);
        SignalDetection.Judge(Samples.OfLosses(1, 1, 2, 2) with { Error = "a pod did not answer" }).State.ShouldBe(SignalSet.IncidentState);
    }
}
