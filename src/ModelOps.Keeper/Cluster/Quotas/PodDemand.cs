using System.Text.Json;

namespace ModelOps.Keeper.Cluster.Quotas;

/// <summary>What one pod takes of a namespace's quotas.</summary>
public static class PodDemand
{
    /// <summary>The amounts by the names that ResourceQuotas use, such as <c>pods</c> and <c>requests.cpu</c>.</summary>
    /// <param name="spec">The pod's spec; after admission, so that defaults are in it.</param>
    /// <remarks>Containers run together and init containers one after another before them: of both the larger counts, as for the scheduler.</remarks>
    public static IReadOnlyDictionary<string, decimal> Of(JsonElement spec)
    {
        var demand = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["pods"] = 1, ["count/pods"] = 1 };
        foreach (var (name, amount) in Together(spec)) demand[name] = Math.Max(demand.GetValueOrDefault(name), amount);
        foreach (var first in Containers(spec, "initContainers"))
        {
            foreach (var (name, amount) in Amounts(first)) demand[name] = Math.Max(demand.GetValueOrDefault(name), amount);
        }
        // Quotas may leave out the prefix of these two.
        foreach (var name in (ReadOnlySpan<string>)["cpu", "memory"])
        {
            if (demand.TryGetValue("requests." + name, out var amount)) demand[name] = amount;
        }
        return demand;
    }

    private static Dictionary<string, decimal> Together(JsonElement spec)
    {
        var sum = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var container in Containers(spec, "containers"))
        {
            foreach (var (name, amount) in Amounts(container)) sum[name] = sum.GetValueOrDefault(name) + amount;
        }
        return sum;
    }

    // Where only a limit is given the request is the same.
    private static Dictionary<string, decimal> Amounts(JsonElement container)
    {
        var amounts = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (container.ValueKind != JsonValueKind.Object || !container.TryGetProperty("resources", out var resources)) return amounts;
        foreach (var (name, amount) in Entries(resources, "limits")) amounts["limits." + name] = amounts["requests." + name] = amount;
        foreach (var (name, amount) in Entries(resources, "requests")) amounts["requests." + name] = amount;
        return amounts;
    }

    private static IEnumerable<(string Name, decimal Amount)> Entries(JsonElement resources, string part)
    {
        if (resources.ValueKind != JsonValueKind.Object || !resources.TryGetProperty(part, out var map) || map.ValueKind != JsonValueKind.Object) yield break;
        foreach (var entry in map.EnumerateObject())
        {
            if (Quantity.Parse(entry.Value.ToString()) is { } amount) yield return (entry.Name, amount);
        }
    }

    private static JsonElement.ArrayEnumerator Containers(JsonElement spec, string kind) =>
        spec.ValueKind == JsonValueKind.Object && spec.TryGetProperty(kind, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
}
