using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelOps.Keeper.Cluster;

/// <summary>The pod that a Deployment renders: a Deployment's own dry run does not ask the admission of pods.</summary>
public static class PodOfTemplate
{
    // Server-generated names add five characters to at most 63.
    private const int LongestPrefix = 57;

    /// <summary>The pod, with a name that the server generates.</summary>
    /// <exception cref="Contracts.Errors.OutsideException">Code <c>deployment_unreadable</c>: it has no template.</exception>
    public static JsonObject Of(LiveDeployment deployment)
    {
        if (deployment.At("spec", "template", "spec") is not { ValueKind: JsonValueKind.Object } spec)
            throw new Contracts.Errors.OutsideException("deployment_unreadable", $"The Deployment {deployment.Namespace}/{deployment.Name} came without spec.template.spec.");
        var prefix = deployment.Name.Length <= LongestPrefix ? deployment.Name : deployment.Name[..LongestPrefix].TrimEnd('.', '-');
        var metadata = new JsonObject { ["generateName"] = prefix + "-", ["namespace"] = deployment.Namespace };
        foreach (var key in (ReadOnlySpan<string>)["labels", "annotations"])
        {
            if (deployment.At("spec", "template", "metadata", key) is { ValueKind: JsonValueKind.Object } map) metadata[key] = JsonObject.Create(map);
        }
        return new() { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = JsonObject.Create(spec) };
    }
}
