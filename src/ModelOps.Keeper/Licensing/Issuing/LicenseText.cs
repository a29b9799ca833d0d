using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelOps.Keeper.Licensing.Issuing;

/// <summary>Licenses and keyrings as files: keys in ordinal order, two spaces, characters as they are.</summary>
internal static class LicenseText
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a document with a line end.</summary>
    public static string Of(JsonObject document) =>
        new JsonObject(document.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())))
            .ToJsonString(Layout) + "\n";
}
