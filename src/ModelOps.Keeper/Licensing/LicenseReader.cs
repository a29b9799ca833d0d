using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Licensing.Signatures;

namespace ModelOps.Keeper.Licensing;

/// <summary>Reads <c>license.v1</c> documents in the fixed order of their checks; the first that fails is the error.</summary>
internal static class LicenseReader
{
    private const string Code = "license_invalid";

    /// <summary>Reads a license; its signature has the right form and is not verified yet.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="source">What the file is, for messages.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_json</c> or <c>license_invalid</c>.</exception>
    public static SignedLicense Read(ReadOnlyMemory<byte> utf8, string source)
    {
        using var document = StrictJson.Parse(utf8, source);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw Invalid("it is not a JSON object");
        if (Text(root, "schema_version") != License.SchemaVersion) throw Invalid($"schema_version is not \"{License.SchemaVersion}\"");
        var org = Text(root, "org") ?? throw Invalid("org is not a text with characters in it");
        var issuedAt = Seconds(root, "issued_at");
        var expiresAt = Seconds(root, "expires_at");
        var claims = new License(org, issuedAt, expiresAt, Entitlements(root), KubeContext(root), Kid(root));
        return new(claims, SignedBytes(root), Signature(root));
    }

    private static string? Text(JsonElement value, string field) =>
        value.TryGetProperty(field, out var text) && text.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(text.GetString()) ? text.GetString() : null;

    private static long Seconds(JsonElement root, string field) =>
        root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            ? seconds
            : throw Invalid($"{field} is not a whole number of seconds since 1970");

    private static string[] Entitlements(JsonElement root) =>
        root.TryGetProperty("entitlements", out var list) && list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw Invalid("entitlements is not a list of texts");

    // A binding that nobody checks would promise what nobody keeps.
    private static string? KubeContext(JsonElement root)
    {
        if (!root.TryGetProperty("bindings", out var bindings)) return null;
        if (bindings.ValueKind != JsonValueKind.Object) throw Invalid("bindings is not an object");
        foreach (var binding in bindings.EnumerateObject())
        {
            if (binding.Name != "kube_context") throw Invalid($"bindings has '{binding.Name}', which is unknown; the only binding is kube_context");
        }
        if (!bindings.TryGetProperty("kube_context", out _)) return null;
        return Text(bindings, "kube_context") ?? throw Invalid("bindings.kube_context is not a text with characters in it");
    }

    private static string? Kid(JsonElement root)
    {
        if (!root.TryGetProperty("kid", out var kid) || kid.ValueKind == JsonValueKind.Null) return null;
        return Text(root, "kid") ?? throw Invalid("kid is not a text with characters in it");
    }

    private static byte[] Signature(JsonElement root)
    {
        var text = Text(root, "signature") ?? throw Invalid("it has no signature");
        return Base64.Decode(text) is { Length: Ed25519.SignatureBytes } bytes
            ? bytes
            : throw Invalid($"signature is not the base64 of {Ed25519.SignatureBytes} bytes");
    }

    private static byte[] SignedBytes(JsonElement root)
    {
        var document = JsonObject.Create(root.Clone())!;
        document.Remove("signature");
        try
        {
            return Rfc8785.Canonicalize(document);
        }
        catch (InvalidInputException fault)
        {
            throw Invalid(fault.Message.TrimEnd('.'));
        }
    }

    private static InvalidInputException Invalid(string fault) => new(Code, $"The license is not valid: {fault}.");
}
