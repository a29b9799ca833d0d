namespace ModelOps.Keeper.Licensing;

/// <summary>What a license is worth.</summary>
/// <param name="Reason">One of <see cref="LicenseReason"/>.</param>
/// <param name="Detail">Why, a sentence for people.</param>
/// <param name="Path">The license that was judged; <see langword="null"/> if there is none.</param>
public sealed record LicenseVerdict(string Reason, string Detail, string? Path)
{
    /// <summary>Whether the license holds.</summary>
    public bool Ok => Reason == LicenseReason.Ok;

    /// <summary>What the license claims; <see langword="null"/> unless its signature holds.</summary>
    public License? License { get; init; }

    /// <summary>Whether the key that signed it is one that everybody knows.</summary>
    public bool IsDevelopmentKey { get; init; }

    /// <summary>When the license ends, in seconds since 1970; <see langword="null"/> unless its signature holds.</summary>
    public long? ExpiresAt => License?.ExpiresAt;

    /// <summary>What the license grants, trimmed, in ordinal order, each once; empty unless its signature holds.</summary>
    public IReadOnlyList<string> Entitlements =>
        [.. (License?.Entitlements ?? []).Select(name => name.Trim()).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}
