namespace ModelOps.Keeper.Loops;

/// <summary>What is known of the license of an apply.</summary>
/// <param name="Path">Its file; null if there is none.</param>
/// <param name="Ok">Whether it allows to apply.</param>
/// <param name="Reason">Why not, or <c>ok</c>.</param>
/// <param name="ExpiresAt">Its end in seconds since 1970; null if unknown.</param>
/// <param name="Entitlements">What it grants.</param>
public sealed record LicenseUse(string? Path, bool Ok, string Reason, long? ExpiresAt, IReadOnlyList<string> Entitlements);
