using System.Net;

namespace ModelOps.Keeper.Licensing;

/// <summary>The cluster that an apply would change.</summary>
/// <param name="KubeContext">The context of kubectl; <see langword="null"/> if there is none.</param>
/// <param name="Server">The address of its API server; <see langword="null"/> if it is not known.</param>
public sealed record LicensedTarget(string? KubeContext, Uri? Server)
{
    /// <summary>Whether it is a cluster on this machine: a loopback address, or a context of kind or minikube.</summary>
    public bool IsLocal =>
        KubeContext is { } context && (context == "minikube" || context.StartsWith("kind-", StringComparison.Ordinal))
        || Server is { } server && (server.IsLoopback || (IPAddress.TryParse(server.DnsSafeHost, out var address) && IPAddress.IsLoopback(address)));
}
