using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Keeper.Cluster.Preflight;

/// <summary>What kubectl's lists say of GPUs; <see langword="null"/> for a list that could not be read.</summary>
internal static class GpuFacts
{
    private const string Gpu = "nvidia.com/gpu";
    private const string DevicePlugin = "nvidia-device-plugin";

    /// <summary>Whether a node has one.</summary>
    public static bool? HasCapacity(string? nodes) => Read<bool?>(nodes, list => Items(list).Any(node => Amount(At(node, "status", "capacity", Gpu)) > 0));

    /// <summary>Whether a DaemonSet of NVIDIA's device plugin is there.</summary>
    public static bool? HasDevicePlugin(string? daemonSets) => Read<bool?>(
        daemonSets, list => Items(list).Any(set => At(set, "metadata", "name")?.ToString().Contains(DevicePlugin, StringComparison.Ordinal) == true));

    /// <summary>How many a pod of a Deployment asks for: its limits, which requests of such resources equal.</summary>
    public static long? Requested(string? deployment) => Read<long?>(deployment, one =>
        At(one, "spec", "template", "spec", "containers") is { ValueKind: JsonValueKind.Array } containers
            ? containers.EnumerateArray().Sum(container => Math.Max(Amount(At(container, "resources", "limits", Gpu)), Amount(At(container, "resources", "requests", Gpu))))
            : 0);

    /// <summary>What stands in the way.</summary>
    public static IReadOnlyList<string> Notes(bool? capacity, bool? plugin, long? requested)
    {
        var notes = new List<string>();
        if (capacity == false) notes.Add("gpu_not_in_cluster");
        if (plugin == false) notes.Add("device_plugin_missing");
        if (requested == 0) notes.Add("deploy_not_requesting_gpu");
        return notes;
    }

    private static T? Read<T>(string? json, Func<JsonElement, T?> read)
    {
        if (json is null) return default;
        try
        {
            using var document = StrictJson.Parse(json, "kubectl's output");
            return read(document.RootElement);
        }
        catch (InvalidInputException)
        {
            return default;
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => At(list, "items") is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;

    private static long Amount(JsonElement? value) => long.TryParse(value?.ToString(), out var amount) ? amount : 0;

    private static JsonElement? At(JsonElement value, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value)) return null;
        }
        return value;
    }
}
