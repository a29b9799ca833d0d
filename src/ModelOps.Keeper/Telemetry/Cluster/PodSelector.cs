using System.Text.Json;

namespace ModelOps.Keeper.Telemetry.Cluster;

/// <summary>A Deployment's selector as kubectl's option <c>-l</c> takes it.</summary>
internal static class PodSelector
{
    /// <summary>The text; <see langword="null"/> if the Deployment selects nothing.</summary>
    public static string? Of(JsonElement deployment)
    {
        if (deployment.ValueKind != JsonValueKind.Object || !deployment.TryGetProperty("spec", out var spec) || spec.ValueKind != JsonValueKind.Object
            || !spec.TryGetProperty("selector", out var selector) || selector.ValueKind != JsonValueKind.Object) return null;
        var parts = Labels(selector).Concat(Expressions(selector)).ToList();
        return parts.Count == 0 ? null : string.Join(',', parts);
    }

    private static IEnumerable<string> Labels(JsonElement selector) =>
        selector.TryGetProperty("matchLabels", out var labels) && labels.ValueKind == JsonValueKind.Object
            ? labels.EnumerateObject().Select(label => $"{label.Name}={label.Value}")
            : [];

    private static IEnumerable<string> Expressions(JsonElement selector) =>
        selector.TryGetProperty("matchExpressions", out var all) && all.ValueKind == JsonValueKind.Array
            ? all.EnumerateArray().Select(Expression).OfType<string>()
            : [];

    private static string? Expression(JsonElement one)
    {
        string Part(string key) => one.TryGetProperty(key, out var value) ? value.ToString() : "";
        var values = one.TryGetProperty("values", out var list) && list.ValueKind == JsonValueKind.Array ? string.Join(',', list.EnumerateArray()) : "";
        return Part("operator") switch
        {
            "In" => $"{Part("key")} in ({values})",
            "NotIn" => $"{Part("key")} notin ({values})",
            "Exists" => Part("key"),
            "DoesNotExist" => "!" + Part("key"),
            _ => null,
        };
    }
}
