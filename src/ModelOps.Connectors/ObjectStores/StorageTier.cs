namespace ModelOps.Connectors.ObjectStores;

/// <summary>How quickly, and at what price, an object can be read again.</summary>
public enum StorageTier
{
    /// <summary>Read often: Azure Hot, S3 STANDARD, GCS STANDARD.</summary>
    Hot,

    /// <summary>Read seldom: Azure Cool, S3 STANDARD_IA, GCS NEARLINE.</summary>
    Cool,

    /// <summary>Kept: Azure Archive and S3 GLACIER must be brought back before they can be read; GCS ARCHIVE is read at once.</summary>
    Archive,
}
