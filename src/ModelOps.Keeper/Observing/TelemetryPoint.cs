using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Observing;

/// <summary>A sample as reports show it.</summary>
/// <param name="TsMs">Milliseconds since 1970.</param>
/// <param name="LatencyMs">How long the step took.</param>
/// <param name="Loss">The loss, or null.</param>
/// <param name="GpuUtilPct">How busy the GPU was, or null.</param>
/// <param name="GpuMemUtilPct">How full its memory was, or null.</param>
/// <param name="Throughput">Items a second; 0 for unknown.</param>
public sealed record TelemetryPoint(long TsMs, double LatencyMs, double? Loss, double? GpuUtilPct, double? GpuMemUtilPct, double Throughput)
{
    /// <summary>The step's number; left out if unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Step { get; init; }

    /// <summary>The node; left out if unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Node { get; init; }

    /// <summary>The GPU's model; left out if unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GpuModel { get; init; }
}
