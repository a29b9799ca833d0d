using System.Text.Json;

namespace ModelOps.Keeper.Telemetry.Cluster;

/// <summary>A pod whose logs are to be read.</summary>
/// <param name="Name">The pod's name.</param>
/// <param name="Node">The node that it runs on, if it was given one.</param>
/// <param name="Container">The container to read.</param>
/// <param name="Started">Whether the container has run at all: otherwise there are no logs, and that is no failure.</param>
/// <param name="Restarted">Whether an earlier run of the container has logs of its own.</param>
/// <param name="Ready">Whether it is ready.</param>
/// <param name="Mode">The pod's own annotation <c>modekeeper/telemetry</c>, if any.</param>
internal sealed record PodLog(string Name, string? Node, string Container, bool Started, bool Restarted, bool Ready, string? Mode)
{
    private const string DefaultContainer = "kubectl.kubernetes.io/default-container";

    /// <summary>The pods of a list, those that are ready first, then by name.</summary>
    public static IReadOnlyList<PodLog> Of(JsonElement list, string container)
    {
        if (At(list, "items") is not { ValueKind: JsonValueKind.Array } items) return [];
        var pods = items.EnumerateArray().Select(pod => One(pod, container)).OfType<PodLog>();
        return [.. pods.OrderByDescending(pod => pod.Ready).ThenBy(pod => pod.Name, StringComparer.Ordinal)];
    }

    private static PodLog? One(JsonElement pod, string container)
    {
        if (Text(pod, "metadata", "name") is not { } name) return null;
        var chosen = container != ClusterTelemetryOptions.AnyContainer && container.Length > 0 ? container
            : Text(pod, "metadata", "annotations", DefaultContainer) ?? Containers(pod, "spec", "containers").Select(one => Text(one, "name")).FirstOrDefault(first => first is not null);
        if (chosen is null) return null;
        var status = Containers(pod, "status", "containerStatuses").FirstOrDefault(one => Text(one, "name") == chosen);
        var restarts = At(status, "restartCount") is { ValueKind: JsonValueKind.Number } count && count.TryGetInt32(out var number) ? number : 0;
        var started = restarts > 0 || At(status, "state", "running") is not null || At(status, "state", "terminated") is not null;
        return new(
            name, Text(pod, "spec", "nodeName"), chosen, started, restarts > 0, At(status, "ready") is { ValueKind: JsonValueKind.True },
            Text(pod, "metadata", "annotations", ClusterTelemetrySource.ModeAnnotation));
    }

    private static IEnumerable<JsonElement> Containers(JsonElement pod, string part, string list)
    {
        if (At(pod, part, list) is not { ValueKind: JsonValueKind.Array } containers) yield break;
        foreach (var container in containers.EnumerateArray()) yield return container;
    }

    private static string? Text(JsonElement value, params ReadOnlySpan<string> path) =>
        At(value, path) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } found ? found : null;

    private static JsonElement? At(JsonElement value, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value)) return null;
        }
        return value;
    }
}
