using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Telemetry.Synthetic;

/// <summary>
/// Samples of a workload that does not exist, the same ones in every run: one a second from 1970 on, with one trouble or none. For trying the
/// keeper without a cluster.
/// </summary>
/// <param name="scenario">One of <see cref="Scenarios"/>.</param>
/// <param name="durationMs">How long the workload is watched, in milliseconds; there is at least one sample.</param>
/// <param name="time">The clock that the collector needs.</param>
public sealed class SyntheticTelemetrySource(string scenario, long durationMs, TimeProvider time) : ITelemetrySource
{
    /// <summary>The scenario without trouble.</summary>
    public const string Baseline = "baseline";

    private const int PeriodMs = 1000;
    private const int MostSamples = 1_000_000;
    private const int Workers = 4;

    /// <summary>The scenarios.</summary>
    public static IReadOnlyList<string> Scenarios { get; } = [Baseline, "drift", "burst", "straggler"];

    /// <inheritdoc />
    public string Kind => "synthetic";

    /// <summary>Checks the name of a scenario.</summary>
    /// <exception cref="InvalidInputException">Code <c>unknown_scenario</c>.</exception>
    public static string Known(string name) => Scenarios.Contains(name)
        ? name
        : throw new InvalidInputException("unknown_scenario", $"There is no scenario '{name}'.{Nearest.Hint(name, [.. Scenarios])}");

    /// <inheritdoc />
    public Task<TelemetryBatch> ReadAsync(TelemetryCursor? from, CancellationToken cancellationToken)
    {
        var collector = new SampleCollector(time);
        var steps = (int)Math.Clamp(durationMs / PeriodMs, 1, MostSamples);
        var noise = new Noise(42);
        Span<double> workers = stackalloc double[Workers];
        for (var i = 0; i < steps; i++) collector.Add(At(i, steps, ref noise, workers));
        return Task.FromResult(collector.Collect());
    }

    private Sample At(int i, int steps, ref Noise noise, Span<double> workers)
    {
        var loss = 1 + 0.05 * Math.Sin(i / 5.0) + noise.Within(0.02) + (scenario == "drift" ? 0.5 * i / steps : 0);
        var latency = (120 + 10 * Math.Sin(i / 7.0) + noise.Within(5)) * (scenario == "burst" && i > 0.6 * steps ? 1.8 : 1);
        var throughput = 1000 + 30 * Math.Cos(i / 6.0) + noise.Within(20);
        for (var worker = 0; worker < Workers; worker++) workers[worker] = latency + noise.Within(5);
        if (scenario == "straggler" && i > 0.4 * steps) workers[^1] *= 2.2;
        return new(i * (long)PeriodMs, latency) { Loss = loss, Throughput = throughput, Workers = WorkerLatencies.Of(workers), Step = i };
    }
}
