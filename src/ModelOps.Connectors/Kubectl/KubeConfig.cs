using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Connectors.Kubectl;

/// <summary>Where kubectl would go, as its configuration says. Reading it asks no server.</summary>
/// <param name="Context">The context that is named, or the current one; <see langword="null"/> if there is none.</param>
/// <param name="Server">The API server's address; <see langword="null"/> if the configuration does not say one.</param>
/// <param name="IsInCluster">Whether there is no context, but a pod's service account that kubectl uses then.</param>
public sealed record KubeConfig(string? Context, string? Server, bool IsInCluster)
{
    /// <summary>Reads the configuration.</summary>
    /// <param name="tool">A tool with a context asks for that one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OutsideException">As <see cref="KubectlTool.RunAsync"/>; code <c>kubeconfig_unreadable</c>.</exception>
    /// <exception cref="InvalidInputException">Code <c>unknown_context</c>: the tool names a context that the configuration does not have.</exception>
    public static async Task<KubeConfig> ReadAsync(KubectlTool tool, CancellationToken cancellationToken)
    {
        // Asked without the context: kubectl ends with an error for one that it does not know.
        var result = await tool.For(null).RunAsync(["config", "view", "-o", "json"], cancellationToken);
        if (!result.Ok) throw Unreadable(result.Errors.Trim());
        try
        {
            using var document = StrictJson.Parse(result.Output, "the output of 'kubectl config view'");
            return Of(document.RootElement, tool.Settings.Context);
        }
        catch (InvalidInputException fault) when (fault.Code == "invalid_json")
        {
            throw Unreadable(fault.Message, fault);
        }
    }

    private static KubeConfig Of(JsonElement config, string? named)
    {
        var context = named ?? Text(config, "current-context");
        if (context is null or "") return new(null, null, Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 });
        if (Entry(config, "contexts", context, "context") is not { } entry)
        {
            if (named is null) return new(context, null, false);
            throw new InvalidInputException("unknown_context", $"The kubeconfig has no context '{named}'.{Nearest.Hint(named, Names(config))}");
        }
        var cluster = Text(entry, "cluster") is { } name ? Entry(config, "clusters", name, "cluster") : null;
        return new(context, cluster is { } found ? Text(found, "server") : null, false);
    }

    private static JsonElement? Entry(JsonElement config, string list, string name, string part)
    {
        foreach (var entry in List(config, list))
        {
            if (Text(entry, "name") == name && entry.TryGetProperty(part, out var value)) return value;
        }
        return null;
    }

    private static List<string> Names(JsonElement config) => [.. List(config, "contexts").Select(entry => Text(entry, "name")).OfType<string>()];

    // An empty configuration has null for a list.
    private static JsonElement.ArrayEnumerator List(JsonElement config, string name) =>
        config.ValueKind == JsonValueKind.Object && config.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string? Text(JsonElement record, string key) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static OutsideException Unreadable(string reason, Exception? cause = null) =>
        new("kubeconfig_unreadable", $"kubectl can't read its configuration: {reason}", "Look at KUBECONFIG, or at ~/.kube/config.", inner: cause);
}
