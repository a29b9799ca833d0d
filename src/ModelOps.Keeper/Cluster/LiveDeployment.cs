using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Keeper.Cluster;

/// <summary>A Deployment as the API server gave it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Tells it from another of the same name, before or after.</param>
/// <param name="ResourceVersion">Changes with every change, also of the status.</param>
/// <param name="Object">The whole object.</param>
public sealed record LiveDeployment(string Namespace, string Name, string Uid, string ResourceVersion, JsonElement Object)
{
    private const string ControllersAnnotations = "deployment.kubernetes.io/";

    /// <summary>
    /// Digest of what somebody wants: the identity, labels, annotations and spec. What the controllers write (the status, their own annotations) is left
    /// out, so that it changes only with a change of the wish.
    /// </summary>
    public Digest WishDigest => Digest.Of(Rfc8785.Canonicalize(new JsonObject
    {
        ["uid"] = Uid,
        ["labels"] = Node("metadata", "labels"),
        ["annotations"] = Annotations(),
        ["spec"] = Node("spec"),
    }));

    /// <summary>Reads an object that a server gave.</summary>
    /// <exception cref="OutsideException">Code <c>deployment_unreadable</c>: it has no identity.</exception>
    public static LiveDeployment Of(JsonElement given)
    {
        string Text(string key) => At(given, "metadata", key) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text
            ? text
            : throw new OutsideException("deployment_unreadable", $"The API server answered with an object without metadata.{key}; expected a Deployment.");
        return new(Text("namespace"), Text("name"), Text("uid"), Text("resourceVersion"), given);
    }

    /// <summary>A value inside of the object; <see langword="null"/> if it is not there.</summary>
    public JsonElement? At(params ReadOnlySpan<string> path) => At(Object, path);

    /// <summary>A whole number inside of the object, or the default.</summary>
    public long Number(long missing, params ReadOnlySpan<string> path) =>
        At(Object, path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : missing;

    private static JsonElement? At(JsonElement value, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value)) return null;
        }
        return value;
    }

    private JsonObject? Node(params ReadOnlySpan<string> path) => At(Object, path) is { ValueKind: JsonValueKind.Object } value ? JsonObject.Create(value) : null;

    private JsonObject Annotations()
    {
        var all = Node("metadata", "annotations") ?? [];
        return new(all.Where(pair => !pair.Key.StartsWith(ControllersAnnotations, StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
    }
}
