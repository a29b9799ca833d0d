using System.Globalization;
using System.Text.Json;

namespace ModelOps.Keeper.Cluster.Quotas;

/// <summary>How many pods more than now a changed Deployment must be allowed, or it never gets there.</summary>
public static class ExtraPods
{
    private const string UsualShare = "25%";

    /// <summary>
    /// The replicas that are added, and one more if the pods are replaced and none may be missing meanwhile: then a new one must start before an old
    /// one ends.
    /// </summary>
    public static long Of(LiveDeployment before, LiveDeployment after)
    {
        var replicas = after.Number(1, "spec", "replicas");
        var added = Math.Max(0, replicas - before.Number(1, "spec", "replicas"));
        var replaces = after.At("spec", "template") is { } wanted && !(before.At("spec", "template") is { } present && JsonElement.DeepEquals(present, wanted));
        return added + (replaces && replicas > 0 && NoneMayBeMissing(after, replicas) ? 1 : 0);
    }

    private static bool NoneMayBeMissing(LiveDeployment deployment, long replicas)
    {
        if (deployment.At("spec", "strategy", "type") is { ValueKind: JsonValueKind.String } type && type.GetString() == "Recreate") return false;
        var missing = Resolve(deployment.At("spec", "strategy", "rollingUpdate", "maxUnavailable"), replicas, roundUp: false);
        var surge = Resolve(deployment.At("spec", "strategy", "rollingUpdate", "maxSurge"), replicas, roundUp: true);
        // With both at 0 nothing could ever be replaced: the controller then lets one be missing.
        return missing == 0 && surge > 0;
    }

    private static long Resolve(JsonElement? given, long replicas, bool roundUp)
    {
        if (given is { ValueKind: JsonValueKind.Number } number) return number.TryGetInt64(out var count) ? count : 0;
        var text = given is { ValueKind: JsonValueKind.String } share ? share.GetString()! : UsualShare;
        if (!decimal.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)) return 0;
        var exact = percent * replicas / 100;
        return (long)(roundUp ? Math.Ceiling(exact) : Math.Floor(exact));
    }
}
