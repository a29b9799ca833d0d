namespace ModelOps.Connectors.ObjectStores.Gcs;

/// <summary>Storage classes of Google Cloud Storage as tiers.</summary>
internal static class GcsTier
{
    public static string? ClassOf(StorageTier? tier) => tier switch
    {
        StorageTier.Hot => "STANDARD",
        StorageTier.Cool => "NEARLINE",
        StorageTier.Archive => "ARCHIVE",
        _ => null,
    };

    public static StorageTier? Parse(string? name) => name switch
    {
        "STANDARD" => StorageTier.Hot,
        "NEARLINE" or "COLDLINE" => StorageTier.Cool,
        "ARCHIVE" => StorageTier.Archive,
        _ => null,
    };
}
