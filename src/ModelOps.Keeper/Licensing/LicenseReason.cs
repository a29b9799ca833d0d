namespace ModelOps.Keeper.Licensing;

/// <summary>Why a license does or does not allow an apply; the texts are those of reports.</summary>
public static class LicenseReason
{
    /// <summary>The license holds.</summary>
    public const string Ok = "ok";

    /// <summary>No path was given and the working directory has no license.</summary>
    public const string Missing = "license_missing";

    /// <summary>The license can't be read, is not signed by a key of the keyring, is not valid yet, or its key may not be used here.</summary>
    public const string Invalid = "license_invalid";

    /// <summary>The license's time is over.</summary>
    public const string Expired = "license_expired";

    /// <summary>The license is bound to another context of kubectl than the current one.</summary>
    public const string BindingMismatch = "binding_mismatch";

    /// <summary>The license holds but does not grant <c>apply</c>.</summary>
    public const string EntitlementMissing = "entitlement_missing";
}
