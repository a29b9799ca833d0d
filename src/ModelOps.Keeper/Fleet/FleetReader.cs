using System.Text.Json;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Knobs;

namespace ModelOps.Keeper.Fleet;

/// <summary>Looks at contexts, two calls of kubectl each; one that fails hides no other.</summary>
/// <param name="kubectl">The kubectl to call.</param>
public sealed class FleetReader(KubectlTool kubectl)
{
    private const int DetailLength = 200;

    /// <summary>Looks at contexts one after the other.</summary>
    /// <param name="contexts">Their names; none is the current one.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<IReadOnlyList<FleetContext>> ReadAsync(IReadOnlyList<string> contexts, CancellationToken cancellationToken)
    {
        var found = new List<FleetContext>();
        foreach (var context in contexts.DefaultIfEmpty<string?>(null)) found.Add(await ReadAsync(context, cancellationToken));
        return found;
    }

    private async Task<FleetContext> ReadAsync(string? context, CancellationToken cancellationToken)
    {
        try
        {
            var tool = context is null ? kubectl : kubectl.For(context);
            var (namespaces, failed) = await ListAsync(tool, "namespaces", [], cancellationToken);
            if (failed is not null) return new(context, [], [], failed);
            string[] names = [.. namespaces.Select(item => Text(item, "metadata", "name")).OfType<string>().Order(StringComparer.Ordinal)];
            (var deployments, failed) = await ListAsync(tool, "deployments", ["-A"], cancellationToken);
            return new(context, names, [.. deployments.Select(Deployment).OfType<FleetDeployment>().OrderBy(item => item.Namespace, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal)], failed);
        }
        catch (OutsideException fault)
        {
            return new(context, [], [], new("kubectl_failed", null, Clip(fault.Message)));
        }
    }

    private static async Task<(IReadOnlyList<JsonElement> Items, FleetError? Error)> ListAsync(
        KubectlTool tool, string kind, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var result = await tool.RunAsync(["get", kind, .. options, "-o", "json"], cancellationToken);
        if (!result.Ok) return ([], new("kubectl_failed", result.Status, Clip(result.Errors)));
        try
        {
            using var document = StrictJson.Parse(result.Output, $"the answer to 'kubectl get {kind}'");
            return At(document.RootElement, "items") is { ValueKind: JsonValueKind.Array } items
                ? ([.. items.EnumerateArray().Select(item => item.Clone())], null)
                : ([], new("unexpected_answer", result.Status, $"The answer to 'kubectl get {kind}' has no list of items."));
        }
        catch (InvalidInputException fault)
        {
            return ([], new("unexpected_answer", result.Status, Clip(fault.Message)));
        }
    }

    private static FleetDeployment? Deployment(JsonElement item)
    {
        if (Text(item, "metadata", "namespace") is not { } space || Text(item, "metadata", "name") is not { } name) return null;
        var knobs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (At(item, "spec", "template", "metadata", "annotations") is { ValueKind: JsonValueKind.Object } annotations)
        {
            foreach (var annotation in annotations.EnumerateObject().Where(entry => entry.Name.StartsWith(Knob.AnnotationPrefix, StringComparison.Ordinal) && entry.Value.ValueKind == JsonValueKind.String))
                knobs[annotation.Name[Knob.AnnotationPrefix.Length..]] = annotation.Value.GetString()!;
        }
        return new(
            space, name, Number(item, 1, "spec", "replicas"), Number(item, 0, "status", "readyReplicas"), knobs,
            Text(item, "metadata", "annotations", FleetDeployment.PolicyRefAnnotation), Text(item, "metadata", "annotations", FleetDeployment.PolicyVersionAnnotation));
    }

    private static JsonElement? At(JsonElement value, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value)) return null;
        }
        return value;
    }

    private static string? Text(JsonElement item, params ReadOnlySpan<string> path) => At(item, path) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static long Number(JsonElement item, long missing, params ReadOnlySpan<string> path) =>
        At(item, path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : missing;

    private static string Clip(string text) => text.Trim() is { Length: > DetailLength } trimmed ? trimmed[..(DetailLength - 3)] + "..." : text.Trim();
}
