namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>The names of tiers in Azure Blob Storage.</summary>
internal static class AzureTier
{
    public static string NameOf(StorageTier tier) => tier switch
    {
        StorageTier.Cool => "Cool",
        StorageTier.Archive => "Archive",
        _ => "Hot",
    };

    public static StorageTier? Parse(string? name) => name switch
    {
        "Hot" => StorageTier.Hot,
        "Cool" => StorageTier.Cool,
        "Archive" => StorageTier.Archive,
        _ => null,
    };
}
