namespace ModelOps.Keeper.Licensing;

/// <summary>The claims of a <c>license.v1</c> document; whether they are true is for its signature to say.</summary>
/// <param name="Org">Whom it is for.</param>
/// <param name="IssuedAt">From when it holds, in seconds since 1970.</param>
/// <param name="ExpiresAt">From when it no longer holds, in seconds since 1970.</param>
/// <param name="Entitlements">What it grants, as the file lists it.</param>
/// <param name="KubeContext">The only context of kubectl that it holds for; <see langword="null"/> is any.</param>
/// <param name="Kid">The name of the key that signed it; <see langword="null"/> is any of the keyring.</param>
public sealed record License(string Org, long IssuedAt, long ExpiresAt, IReadOnlyList<string> Entitlements, string? KubeContext, string? Kid)
{
    /// <summary>The value of <c>schema_version</c>.</summary>
    public const string SchemaVersion = "license.v1";

    /// <summary>The entitlement that an apply needs.</summary>
    public const string Apply = "apply";
}
