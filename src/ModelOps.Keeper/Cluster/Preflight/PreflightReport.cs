namespace ModelOps.Keeper.Cluster.Preflight;

/// <summary><c>preflight_latest.json</c>: whether a cluster and a Deployment are ready to be kept.</summary>
public sealed record PreflightReport
{
    /// <summary>The file's name.</summary>
    public const string FileName = "preflight_latest.json";

    /// <summary>Always <c>preflight.v0</c>.</summary>
    public string SchemaVersion { get; } = "preflight.v0";

    /// <summary>When it was made, RFC 3339.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>The folder of the report.</summary>
    public required string OutDir { get; init; }

    /// <summary>The Deployment's namespace.</summary>
    public required string K8sNamespace { get; init; }

    /// <summary>The Deployment's name.</summary>
    public required string K8sDeployment { get; init; }

    /// <summary>Whether all checks are.</summary>
    public bool Ok => TopBlocker is null;

    /// <summary>What was asked.</summary>
    public required IReadOnlyList<PreflightCheck> Checks { get; init; }

    /// <summary><c>kubectl_not_found</c> or <c>NAME failed</c> for the first check that is not ok; <see langword="null"/> if all are.</summary>
    public required string? TopBlocker { get; init; }

    /// <summary>Whether a node has a GPU; <see langword="null"/> if the nodes can't be read.</summary>
    public required bool? GpuCapacityPresent { get; init; }

    /// <summary>Whether NVIDIA's device plugin runs; <see langword="null"/> if that can't be read.</summary>
    public required bool? NvidiaDevicePluginPresent { get; init; }

    /// <summary>How many GPUs a pod of the Deployment asks for; <see langword="null"/> if it can't be read.</summary>
    public required long? DeployGpuRequest { get; init; }

    /// <summary>What stands in the way of GPUs: <c>gpu_not_in_cluster</c>, <c>device_plugin_missing</c>, <c>deploy_not_requesting_gpu</c>.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
