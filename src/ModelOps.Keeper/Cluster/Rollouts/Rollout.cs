using System.Globalization;
using System.Text.Json;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>Reads a Deployment's rollout.</summary>
public static class Rollout
{
    private const string DeadlineExceeded = "ProgressDeadlineExceeded";

    /// <summary>How far it is, and what it waits for or why it failed.</summary>
    public static (RolloutProgress Progress, string Detail) Of(LiveDeployment deployment)
    {
        if (deployment.Number(0, "status", "observedGeneration") < deployment.Number(0, "metadata", "generation"))
            return (RolloutProgress.Running, "the controller has not seen the change yet");
        if (deployment.At("status", "conditions") is { ValueKind: JsonValueKind.Array } conditions && conditions.EnumerateArray().Any(GaveUp))
            return (RolloutProgress.Failed, "the Deployment exceeded its progress deadline");
        if (deployment.At("spec", "paused") is { ValueKind: JsonValueKind.True }) return (RolloutProgress.Failed, "the Deployment is paused, so that its pods are not replaced");
        var wanted = deployment.Number(1, "spec", "replicas");
        var updated = deployment.Number(0, "status", "updatedReplicas");
        if (updated < wanted) return (RolloutProgress.Running, Text($"{updated} of {wanted} new pods were made"));
        var all = deployment.Number(0, "status", "replicas");
        if (all > updated) return (RolloutProgress.Running, Text($"{all - updated} old pods are still to end"));
        var available = deployment.Number(0, "status", "availableReplicas");
        return available < updated
            ? (RolloutProgress.Running, Text($"{available} of {updated} new pods are available"))
            : (RolloutProgress.Done, "all pods are new and available");
    }

    private static bool GaveUp(JsonElement condition) =>
        condition.ValueKind == JsonValueKind.Object && condition.TryGetProperty("type", out var type) && condition.TryGetProperty("reason", out var reason)
        && type.ToString() == "Progressing" && reason.ToString() == DeadlineExceeded;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
