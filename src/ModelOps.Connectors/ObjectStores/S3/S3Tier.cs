using Amazon.S3;

namespace ModelOps.Connectors.ObjectStores.S3;

/// <summary>Storage classes of S3 as tiers.</summary>
internal static class S3Tier
{
    public static S3StorageClass? ClassOf(StorageTier? tier) => tier switch
    {
        StorageTier.Hot => S3StorageClass.Standard,
        StorageTier.Cool => S3StorageClass.StandardInfrequentAccess,
        StorageTier.Archive => S3StorageClass.Glacier,
        _ => null,
    };

    // Of a standard object the class is not named.
    public static StorageTier? Parse(string? name) => name switch
    {
        null or "" or "STANDARD" => StorageTier.Hot,
        "STANDARD_IA" => StorageTier.Cool,
        "GLACIER" or "DEEP_ARCHIVE" => StorageTier.Archive,
        _ => null,
    };
}
