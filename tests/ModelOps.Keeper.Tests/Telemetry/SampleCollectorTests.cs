using FsCheck;
using FsCheck.Fluent;
using ModelOps.Keeper.Telemetry;
using ModelOps.Testing.Clocks;

namespace ModelOps.Keeper.Tests.Telemetry;

public sealed class SampleCollectorTests
{
    [Fact]
    public void Samples_are_put_in_the_order_of_time_and_repetitions_are_counted()
    {
        var batch = Samples.Batch([new(3000, 3), new(1000, 1), new(2000, 2), new(1000, 1), new(1000, 1.5)]);
        batch.Samples.Select(sample => sample.LatencyMs).ShouldBe([1, 1.5, 2, 3]);
        (batch.Counts.DroppedDuplicate, batch.Counts.Reordered, batch.RowsRead).ShouldBe((1, 4, 5));
    }

    [Fact]
    public void Samples_of_two_nodes_at_the_same_time_are_no_repetition()
    {
        var batch = Samples.Batch([new(1, 5) { Node = "a" }, new(1, 5) { Node = "b" }, new(1, 5) { Node = "a" }]);
        batch.Samples.Select(sample => sample.Node).ShouldBe(["a", "b"]);
        batch.Samples.Nodes.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData(double.NaN, 1.0, nameof(IngestCounts.DroppedNotFinite))]
    [InlineData(double.PositiveInfinity, 1.0, nameof(IngestCounts.DroppedNotFinite))]
    [InlineData(100.0, double.NaN, nameof(IngestCounts.DroppedNotFinite))]
    [InlineData(-1.0, 1.0, nameof(IngestCounts.DroppedOutOfRange))]
    [InlineData(1e300, 1.0, nameof(IngestCounts.DroppedOutOfRange))]
    [InlineData(100.0, -1e200, nameof(IngestCounts.DroppedOutOfRange))]
    public void Impossible_numbers_are_counted(double latency, double loss, string counter)
    {
        var batch = Samples.Batch([new(1, latency) { Loss = loss }]);
        batch.Samples.ShouldBeEmpty();
        typeof(IngestCounts).GetProperty(counter)!.GetValue(batch.Counts).ShouldBe(1L);
        batch.Counts.DroppedTotal.ShouldBe(1);
    }

    [Fact]
    public void Samples_from_the_future_are_dropped_beyond_the_tolerance()
    {
        var clock = new ManualClock();
        var collector = new SampleCollector(clock);
        collector.Add(new(SampleCollector.ClockToleranceMs, 1));
        collector.Add(new(SampleCollector.ClockToleranceMs + 1, 1));
        collector.Add(new(-1, 1));
        var batch = collector.Collect();
        (batch.Samples.Count, batch.Counts.DroppedClockSkew, batch.Counts.DroppedOutOfRange).ShouldBe((1, 1, 1));
    }

    [Fact]
    public void Fields_come_back_as_they_were_given()
    {
        var full = new Sample(1, 2)
        {
            Loss = -3, Throughput = 4, Workers = new(6, 5), Step = 7, Node = "n", GpuModel = "g", GpuUtilPct = 8, GpuMemUtilPct = 9,
        };
        Samples.Batch([full, new(2, 3)]).Samples.ShouldBe([full, new Sample(2, 3)]);
    }

    [Fact]
    public void Any_order_of_rows_gives_the_same_series()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), times =>
        {
            var samples = times.Select(time => new Sample(Math.Abs((long)time), 1 + Math.Abs((long)time) % 7)).ToArray();
            var forward = Samples.Batch(samples).Samples.ToList();
            var backward = Samples.Batch(samples.Reverse()).Samples.ToList();
            return forward.SequenceEqual(backward) && forward.SequenceEqual(samples.Distinct().OrderBy(sample => sample.TimestampMs));
        });
        property.QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Many_samples_are_all_kept_over_block_borders()
    {
        var samples = Samples.Batch(Enumerable.Range(0, 20_000).Select(i => new Sample(i, i) { Node = i % 2 == 0 ? null : "odd" })).Samples;
        samples.Count.ShouldBe(20_000);
        Enumerable.Range(0, 20_000).ShouldAllBe(i => samples[i].LatencyMs == i && samples[i].Node == (i % 2 == 0 ? null : "odd"));
    }
}
