namespace ModelOps.Keeper.Licensing;

/// <summary>The report <c>license_verify_latest.json</c>; it has exactly these fields.</summary>
/// <param name="SchemaVersion"><c>license_verify.v0</c>.</param>
/// <param name="LicenseOk">Whether the license holds.</param>
/// <param name="Reason">One of <see cref="LicenseReason"/>.</param>
/// <param name="ExpiresAt">When it ends, in seconds since 1970; null unless its signature holds.</param>
/// <param name="EntitlementsSummary">What it grants, trimmed, in ordinal order, each once.</param>
public sealed record LicenseVerifyReport(string SchemaVersion, bool LicenseOk, string Reason, long? ExpiresAt, IReadOnlyList<string> EntitlementsSummary)
{
    /// <summary>The report of a verdict.</summary>
    public static LicenseVerifyReport Of(LicenseVerdict verdict) =>
        new("license_verify.v0", verdict.Ok, verdict.Reason, verdict.ExpiresAt, verdict.Entitlements);
}
