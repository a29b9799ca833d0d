using System.Text;

namespace ModelOps.Keeper.Telemetry.Fields;

/// <summary>What the fields are called in files.</summary>
public static class FieldNames
{
    private static readonly (string Name, TelemetryField Field)[] Names =
    [
        ("ts", TelemetryField.Time), ("step_time_ms", TelemetryField.StepTime), ("loss", TelemetryField.Loss), ("step", TelemetryField.Step),
        ("throughput", TelemetryField.Throughput), ("worker_latencies_ms", TelemetryField.Workers),
        ("gpu_util_pct", TelemetryField.GpuUtilPct), ("gpu_util", TelemetryField.GpuUtil), ("gpu_usage_pct", TelemetryField.GpuUsagePct), ("gpu_usage", TelemetryField.GpuUsage),
        ("gpu_mem_util_pct", TelemetryField.GpuMemUtilPct), ("gpu_mem_util", TelemetryField.GpuMemUtil), ("gpu_mem_pct", TelemetryField.GpuMemPct),
        ("gpu_mem_used_mb", TelemetryField.GpuMemUsedMb), ("gpu_mem_used", TelemetryField.GpuMemUsed), ("gpu_mem_used_mib", TelemetryField.GpuMemUsedMib),
        ("gpu_mem_total_mb", TelemetryField.GpuMemTotalMb), ("gpu_mem_total", TelemetryField.GpuMemTotal), ("gpu_mem_total_mib", TelemetryField.GpuMemTotalMib),
        ("node", TelemetryField.Node), ("node_name", TelemetryField.NodeName), ("gpu_model", TelemetryField.GpuModel), ("gpu_name", TelemetryField.GpuName),
    ];

    // By length: a name is compared with the few of its length, which is faster than any hash of it.
    private static readonly (byte[] Name, TelemetryField Field)[][] ByLength = Grouped();

    /// <summary>The field of a name; letters count as they are.</summary>
    public static TelemetryField Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length >= ByLength.Length) return TelemetryField.Unknown;
        foreach (var (name, field) in ByLength[utf8.Length])
        {
            if (utf8.SequenceEqual(name)) return field;
        }
        return TelemetryField.Unknown;
    }

    private static (byte[] Name, TelemetryField Field)[][] Grouped()
    {
        var longest = Names.Max(pair => pair.Name.Length);
        return
        [
            .. Enumerable.Range(0, longest + 1)
                .Select(length => Names.Where(pair => pair.Name.Length == length).Select(pair => (Encoding.ASCII.GetBytes(pair.Name), pair.Field)).ToArray()),
        ];
    }
}
