namespace ModelOps.Keeper.Telemetry.Fields;

/// <summary>The fields of a row that count. Where several say the same, the first one of this order that is there wins.</summary>
public enum TelemetryField
{
    /// <summary>Any other.</summary>
    Unknown,

    /// <summary><c>ts</c>: ISO 8601 or seconds or milliseconds since 1970.</summary>
    Time,

    /// <summary><c>step_time_ms</c>.</summary>
    StepTime,

    /// <summary><c>loss</c>.</summary>
    Loss,

    /// <summary><c>step</c>.</summary>
    Step,

    /// <summary><c>throughput</c>, items a second.</summary>
    Throughput,

    /// <summary><c>worker_latencies_ms</c>, a list.</summary>
    Workers,

    /// <summary><c>gpu_util_pct</c>.</summary>
    GpuUtilPct,

    /// <summary><c>gpu_util</c>.</summary>
    GpuUtil,

    /// <summary><c>gpu_usage_pct</c>.</summary>
    GpuUsagePct,

    /// <summary><c>gpu_usage</c>.</summary>
    GpuUsage,

    /// <summary><c>gpu_mem_util_pct</c>.</summary>
    GpuMemUtilPct,

    /// <summary><c>gpu_mem_util</c>.</summary>
    GpuMemUtil,

    /// <summary><c>gpu_mem_pct</c>.</summary>
    GpuMemPct,

    /// <summary><c>gpu_mem_used_mb</c>.</summary>
    GpuMemUsedMb,

    /// <summary><c>gpu_mem_used</c>.</summary>
    GpuMemUsed,

    /// <summary><c>gpu_mem_used_mib</c>.</summary>
    GpuMemUsedMib,

    /// <summary><c>gpu_mem_total_mb</c>.</summary>
    GpuMemTotalMb,

    /// <summary><c>gpu_mem_total</c>.</summary>
    GpuMemTotal,

    /// <summary><c>gpu_mem_total_mib</c>.</summary>
    GpuMemTotalMib,

    /// <summary><c>node</c>.</summary>
    Node,

    /// <summary><c>node_name</c>.</summary>
    NodeName,

    /// <summary><c>gpu_model</c>.</summary>
    GpuModel,

    /// <summary><c>gpu_name</c>.</summary>
    GpuName,
}
