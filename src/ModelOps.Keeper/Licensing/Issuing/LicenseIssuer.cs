using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Licensing.Signatures;

namespace ModelOps.Keeper.Licensing.Issuing;

/// <summary>Signs licenses.</summary>
public static class LicenseIssuer
{
    private const int DevelopmentYears = 10;

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>The text of a signed license.</summary>
    /// <param name="claims">What it says; the times in order, the texts not empty.</param>
    /// <param name="privateKey">32 bytes.</param>
    /// <exception cref="InvalidInputException">Code <c>invalid_license_terms</c>: no verifier would accept it.</exception>
    public static string Issue(License claims, ReadOnlySpan<byte> privateKey)
    {
        if (string.IsNullOrWhiteSpace(claims.Org)) throw Refused("the organization has no name");
        if (string.IsNullOrWhiteSpace(claims.Kid)) throw Refused("the key has no name");
        if (claims.IssuedAt >= claims.ExpiresAt) throw Refused($"it would end ({claims.ExpiresAt}) before it begins ({claims.IssuedAt}), in seconds since 1970");
        if (claims.Entitlements.Count == 0 || claims.Entitlements.Any(string.IsNullOrWhiteSpace)) throw Refused("it needs at least one entitlement, and each has a name");
        var document = Document(claims);
        document["signature"] = Convert.ToBase64String(Ed25519.Sign(privateKey, Rfc8785.Canonicalize(document)));
        return LicenseText.Of(document);
    }

    /// <summary>The claims of a development license: everything, from a minute ago, for ten years.</summary>
    public static License DevelopmentClaims(TimeProvider time)
    {
        var from = time.GetUtcNow() - ClockSkew;
        return new("Development", from.ToUnixTimeSeconds(), from.AddYears(DevelopmentYears).ToUnixTimeSeconds(), [License.Apply, "observe", "paid"], null, DevelopmentKeys.Kid);
    }

    private static JsonObject Document(License claims)
    {
        var bindings = new JsonObject();
        if (claims.KubeContext is { } context) bindings["kube_context"] = context;
        return new()
        {
            ["schema_version"] = License.SchemaVersion,
            ["org"] = claims.Org,
            ["issued_at"] = claims.IssuedAt,
            ["expires_at"] = claims.ExpiresAt,
            ["entitlements"] = new JsonArray([.. claims.Entitlements.Select(name => (JsonNode)name)]),
            ["bindings"] = bindings,
            ["kid"] = claims.Kid,
        };
    }

    private static InvalidInputException Refused(string fault) => new("invalid_license_terms", $"No license with these terms: {fault}.");
}
