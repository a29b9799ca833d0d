using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelOps.Keeper.Cluster;

/// <summary>What JSON merge patches (RFC 7396) do to an object, and what would undo it.</summary>
public static class MergePatch
{
    /// <summary>The merge patch that gives back what a patch would change.</summary>
    /// <param name="patch">The patch, an object.</param>
    /// <param name="before">The object that it is meant for.</param>
    /// <remarks>
    /// Where the object lacks a whole part, that part is taken out again; of a map of texts (labels, annotations) only the patch's own keys, since
    /// others may add theirs meanwhile.
    /// </remarks>
    public static JsonObject Inverse(JsonElement patch, JsonElement before)
    {
        var inverse = new JsonObject();
        foreach (var change in patch.EnumerateObject())
        {
            var has = before.ValueKind == JsonValueKind.Object && before.TryGetProperty(change.Name, out _);
            var old = has ? before.GetProperty(change.Name) : default;
            inverse[change.Name] = (change.Value.ValueKind, old.ValueKind) switch
            {
                (JsonValueKind.Object, JsonValueKind.Object) => Inverse(change.Value, old),
                (JsonValueKind.Object, JsonValueKind.Undefined) when IsMapOfTexts(change.Value) => Inverse(change.Value, default),
                (_, JsonValueKind.Undefined) => null,
                _ => JsonNode.Parse(old.GetRawText()),
            };
        }
        return inverse;
    }

    /// <summary>Whether an object already is as a patch wants it.</summary>
    public static bool Holds(JsonElement patch, JsonElement live)
    {
        foreach (var change in patch.EnumerateObject())
        {
            var has = live.ValueKind == JsonValueKind.Object && live.TryGetProperty(change.Name, out _);
            var now = has ? live.GetProperty(change.Name) : default;
            var holds = change.Value.ValueKind switch
            {
                JsonValueKind.Null => now.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null,
                JsonValueKind.Object => Holds(change.Value, now),
                _ => has && JsonElement.DeepEquals(change.Value, now),
            };
            if (!holds) return false;
        }
        return true;
    }

    private static bool IsMapOfTexts(JsonElement value) =>
        value.EnumerateObject().All(pair => pair.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null);
}
