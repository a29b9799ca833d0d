using System.Text.Json;

namespace ModelOps.Keeper.Cluster.Quotas;

/// <summary>Whether a namespace's quotas leave room for the pods that a change adds.</summary>
/// <param name="State">One of <see cref="QuotaState"/>.</param>
/// <param name="ExtraPods">How many pods more there must be room for.</param>
/// <param name="Shortages">What there is too little of.</param>
/// <param name="Reason">Why it was not checked, or <see langword="null"/>.</param>
/// <param name="SuggestedRule">The rule that would allow to check, or <see langword="null"/>.</param>
public sealed record QuotaCheck(string State, long ExtraPods, IReadOnlyList<QuotaShortage> Shortages, string? Reason = null, RbacRule? SuggestedRule = null)
{
    /// <summary>The check that could not be made.</summary>
    public static QuotaCheck NotMade(long extraPods, string reason, RbacRule? rule) => new(QuotaState.NotChecked, extraPods, [], reason, rule);

    /// <summary>Compares the demand with what a list of ResourceQuotas leaves. Quotas with scopes are left to the pod's dry run, which knows them.</summary>
    /// <param name="list">A <c>ResourceQuotaList</c>.</param>
    /// <param name="extraPods">How many pods more.</param>
    /// <param name="pod">What one takes; see <see cref="PodDemand"/>.</param>
    public static QuotaCheck Of(JsonElement list, long extraPods, IReadOnlyDictionary<string, decimal> pod)
    {
        if (list.ValueKind != JsonValueKind.Object || !list.TryGetProperty("items", out var quotas) || quotas.ValueKind != JsonValueKind.Array)
            return NotMade(extraPods, "the API server answered with what is no list", null);
        if (extraPods == 0) return new(QuotaState.Ok, 0, []);
        var shortages = new List<QuotaShortage>();
        foreach (var quota in quotas.EnumerateArray().Where(IsPlain))
        {
            var name = At(quota, "metadata", "name")?.ToString() ?? "";
            if (At(quota, "spec", "hard") is not { ValueKind: JsonValueKind.Object } hard) continue;
            foreach (var limit in hard.EnumerateObject())
            {
                if (!pod.TryGetValue(limit.Name, out var each) || Quantity.Parse(limit.Value.ToString()) is not { } allowed) continue;
                if (At(quota, "status", "used", limit.Name) is not { } taken || Quantity.Parse(taken.ToString()) is not { } used)
                    return NotMade(extraPods, $"the quota {name} does not say yet how much {limit.Name} is used", null);
                if (used + extraPods * each > allowed) shortages.Add(new(name, limit.Name, allowed, used, extraPods * each));
            }
        }
        return new(shortages.Count == 0 ? QuotaState.Ok : QuotaState.Exceeded, extraPods, shortages);
    }

    private static bool IsPlain(JsonElement quota) => At(quota, "spec", "scopes") is null && At(quota, "spec", "scopeSelector") is null;

    private static JsonElement? At(JsonElement value, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value)) return null;
        }
        return value;
    }
}
