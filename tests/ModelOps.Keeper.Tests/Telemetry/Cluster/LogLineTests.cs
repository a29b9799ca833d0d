using System.Text;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Telemetry.Cluster;

namespace ModelOps.Keeper.Tests.Telemetry.Cluster;

public sealed class LogLineTests
{
    private const long At = 1767225600000;

    [Theory]
    [InlineData("2026-01-01T00:00:00Z step_time_ms=120 loss=1.5", 120, 1.5)]
    [InlineData("2026-01-01T00:00:00.000000000Z step_time=0.25s path=/ loss=2", 250, 2.0)]
    [InlineData("2026-01-01T00:00:00.000000000Z 2026-01-01T00:00:00Z level=info msg=\"a b=c\" latency_ms=7ms", 7, null)]
    [InlineData("2025-12-31T23:59:59Z {\"ts\": 1767225600, \"step_time_ms\": \"12ms\", \"loss\": 3}", 12, 3.0)]
    [InlineData("{\"timestamp\": \"2026-01-01T00:00:00Z\", \"latency_ms\": 5, \"nested\": {\"loss\": 9}}", 5, null)]
    [InlineData("t=1767225600 step_time_ms=1e1 loss=oops", 10, null)]
    public void Line_of_a_step_is_a_sample(string line, double latency, double? loss)
    {
        Read(line, false, out var sample, out _).ShouldBeTrue();
        (sample.TimestampMs, sample.LatencyMs, sample.Loss).ShouldBe((At, latency, loss));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("2026-01-01T00:00:00Z starting up", null)]
    [InlineData("2026-01-01T00:00:00Z loss=1", null)]
    [InlineData("2026-01-01T00:00:00Z path=/step_time_ms=3", null)]
    [InlineData("step_time_ms=120", DropReason.MissingFields)]
    [InlineData("2026-01-01T00:00:00Z {\"step_time_ms\": 1", DropReason.InvalidJson)]
    [InlineData("2026-01-01T00:00:00Z {\"step_time_ms\": NaN}", DropReason.InvalidJson)]
    public void Other_lines_are_none(string line, DropReason? reason)
    {
        Read(line, false, out _, out var why).ShouldBeFalse();
        why.ShouldBe(reason);
    }

    [Theory]
    [InlineData("""{"ts": 1767225600, "step": 3, "throughput": 200}""", 5.0)]
    [InlineData("""{"ts": 1767225600, "step": "3", "samples_per_sec": 200, "step_time_ms": 7}""", 7.0)]
    [InlineData("""{"ts": 1767225600, "step": 3, "samples_sec": 0}""", null)]
    [InlineData("""{"ts": 1767225600, "step": 3.5, "throughput": 200}""", null)]
    [InlineData("""{"ts": 1767225600, "throughput": 200}""", null)]
    [InlineData("""{"ts": 1767225600, "step": 3, "step_time_ms": 4}""", null)]
    public void Lines_of_steps_need_step_and_throughput(string line, double? latency)
    {
        Read(line, true, out var sample, out _).ShouldBe(latency is not null);
        if (latency is not null) (sample.LatencyMs, sample.Step).ShouldBe((latency.Value, 3L));
    }

    [Fact]
    public void Names_and_units_are_read_as_in_files()
    {
        Read("ts=2026-01-01T00:00:00Z step_time_ms=1 gpu_util=93% gpu_name=\"NVIDIA A100\" node=n1", false, out var sample, out _).ShouldBeTrue();
        (sample.GpuUtilPct, sample.GpuModel, sample.Node).ShouldBe((93, "NVIDIA A100", "n1"));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_counted()
    {
        new LogLine(false).TryRead([(byte)'a', 0xff], out _, out var reason).ShouldBeFalse();
        reason.ShouldBe(DropReason.InvalidText);
    }

    private static bool Read(string line, bool stepsOnly, out Sample sample, out DropReason? reason) =>
        new LogLine(stepsOnly).TryRead(Encoding.UTF8.GetBytes(line), out sample, out reason);
}
