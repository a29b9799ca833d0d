namespace ModelOps.Keeper.Telemetry.Cluster;

/// <summary>Whose logs are read, and how far back.</summary>
/// <param name="Namespace">A DNS-1123 label.</param>
/// <param name="Deployment">A DNS-1123 subdomain.</param>
/// <param name="Window">How far back the logs are read.</param>
public sealed record ClusterTelemetryOptions(string Namespace, string Deployment, TimeSpan Window)
{
    /// <summary>Stands for the container that kubectl itself would take.</summary>
    public const string AnyContainer = "auto";

    /// <summary>The container's name, or <see cref="AnyContainer"/>.</summary>
    public string Container { get; init; } = AnyContainer;
}
