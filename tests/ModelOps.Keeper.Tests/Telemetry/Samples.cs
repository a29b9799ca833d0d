using System.Globalization;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Tests.Telemetry;

/// <summary>Samples for tests.</summary>
internal static class Samples
{
    /// <summary>One a second from a time long ago, with the given latencies and a flat loss.</summary>
    public static TelemetryBatch OfLatencies(params double[] latencies) => Batch(latencies.Select((latency, i) => new Sample(i * 1000L, latency) { Loss = 1 }));

    /// <summary>One a second from a time long ago, with the given losses and a flat latency.</summary>
    public static TelemetryBatch OfLosses(params double[] losses) => Batch(losses.Select((loss, i) => new Sample(i * 1000L, 100) { Loss = loss }));

    /// <summary>What a collector makes of samples.</summary>
    public static TelemetryBatch Batch(IEnumerable<Sample> samples)
    {
        var collector = new SampleCollector(TimeProvider.System);
        foreach (var sample in samples) collector.Add(sample);
        return collector.Collect();
    }

    /// <summary>Lines of JSON, one a second, with these losses.</summary>
    public static string Lines(int first, params double[] losses) => string.Concat(losses.Select((loss, i) => string.Create(
        CultureInfo.InvariantCulture, $"{{\"ts\":{1_700_000_000 + first + i},\"step_time_ms\":100,\"loss\":{loss}}}\n")));
}
