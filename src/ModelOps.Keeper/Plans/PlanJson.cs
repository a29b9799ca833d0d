using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Keeper.Plans;

/// <summary>The JSON of a plan's items.</summary>
internal static class PlanJson
{
    private const int LongestShown = 80;

    /// <summary>The items of a document: a list, an object with <c>items</c>, or one item by itself.</summary>
    public static IReadOnlyList<PlanItem> Items(JsonElement document)
    {
        var list = document switch
        {
            { ValueKind: JsonValueKind.Array } => document,
            { ValueKind: JsonValueKind.Object } when document.TryGetProperty("items", out var items) => items.ValueKind == JsonValueKind.Array
                ? items
                : throw Shape($"its 'items' is {Name(items)}"),
            { ValueKind: JsonValueKind.Object } => default,
            _ => throw Shape($"it is {Name(document)}"),
        };
        List<PlanItem> read = list.ValueKind == JsonValueKind.Undefined ? [Item(document, 0)] : [.. list.EnumerateArray().Select(Item)];
        var seen = new Dictionary<(string, string), int>();
        for (var i = 0; i < read.Count; i++)
        {
            var (space, name) = (read[i].Namespace, read[i].Name);
            if (!seen.TryAdd((space, name), i)) throw Fault(i, $"it is about the Deployment {space}/{name}, and so is item {seen[(space, name)]}; expected one item for each");
        }
        return read;
    }

    /// <summary>An item whose parts are checked.</summary>
    /// <exception cref="InvalidPlanException">A name that no object of a cluster can have, or a patch with a number that JSON readers round.</exception>
    public static PlanItem Checked(int index, string @namespace, string name, JsonElement patch)
    {
        if (!KubernetesName.IsLabel(@namespace))
            throw Fault(index, $"the namespace {Shown(@namespace)} is no DNS-1123 label; expected lower-case letters, digits and inner hyphens, at most 63");
        if (!KubernetesName.IsSubdomain(name))
            throw Fault(index, $"the name {Shown(name)} is no DNS-1123 subdomain; expected lower-case letters, digits, inner hyphens and dots, at most 253");
        if (patch.TryGetProperty("metadata", out var metadata))
        {
            if (metadata.ValueKind != JsonValueKind.Object) throw Fault(index, $"its patch's metadata is {Name(metadata)}; expected an object");
            if (metadata.TryGetProperty("resourceVersion", out _)) throw Fault(index, "its patch names metadata.resourceVersion, which is set when it is applied");
        }
        try
        {
            Rfc8785.Canonicalize(patch);
        }
        catch (InvalidInputException cause)
        {
            throw Fault(index, $"its patch has no canonical form: {cause.Message}", cause);
        }
        return new(@namespace, name, patch);
    }

    /// <summary>What an item changes, without its reason.</summary>
    public static JsonObject Change(PlanItem item) => new()
    {
        ["apiVersion"] = PlanItem.ApiVersion,
        ["kind"] = PlanItem.Kind,
        ["namespace"] = item.Namespace,
        ["name"] = item.Name,
        ["patch"] = JsonObject.Create(item.Patch),
    };

    /// <summary>A node as an element that nobody can change.</summary>
    public static JsonElement Element(JsonObject node) => JsonSerializer.SerializeToElement(node, PlanNodes.Default.JsonObject);

    private static PlanItem Item(JsonElement item, int index)
    {
        if (item.ValueKind != JsonValueKind.Object) throw Fault(index, $"it is {Name(item)}; expected an object with namespace, name and patch");
        Expect(item, index, "apiVersion", PlanItem.ApiVersion);
        Expect(item, index, "kind", PlanItem.Kind);
        var patch = item.TryGetProperty("patch", out var given) && given.ValueKind != JsonValueKind.Null ? given : Element([]);
        if (patch.ValueKind != JsonValueKind.Object) throw Fault(index, $"its patch is {Name(patch)}; expected an object");
        var read = Checked(index, Text(item, index, "namespace"), Text(item, index, "name"), patch.Clone());
        return item.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String ? read with { Reason = reason.GetString()! } : read;
    }

    private static string Text(JsonElement item, int index, string key) => item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw Fault(index, $"its {key} is {(item.TryGetProperty(key, out var other) ? Name(other) : "missing")}; expected a text");

    private static void Expect(JsonElement item, int index, string key, string expected)
    {
        if (!item.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null) return;
        if (value.ValueKind != JsonValueKind.String || value.GetString() != expected)
            throw Fault(index, $"its {key} is {Shown(value.ToString())}; expected '{expected}', the only one that is patched");
    }

    private static InvalidPlanException Shape(string found) =>
        new(PlanFault.InvalidShape, $"The plan is not usable: {found}; expected a list of items, an object with 'items', or one item.");

    private static InvalidPlanException Fault(int index, string found, Exception? cause = null) =>
        new(PlanFault.InvalidItem, $"Item {index} of the plan is not usable: {found}.", index, cause);

    private static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    // Control characters of a name must not reach a terminal, and a long one not fill it.
    private static string Shown(string text)
    {
        var line = string.Concat(text.Take(LongestShown).Select(character => char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString()));
        return text.Length <= LongestShown ? $"'{line}'" : $"'{line}…'";
    }
}
