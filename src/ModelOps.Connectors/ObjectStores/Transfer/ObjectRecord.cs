using System.Globalization;
using ModelOps.Contracts.Digests;

namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>What is written with an object.</summary>
/// <param name="Sha256">The digest of its bytes.</param>
/// <param name="Size">Their number.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Condition">When to write.</param>
internal sealed record ObjectRecord(Digest Sha256, long Size, StorageTier? Tier, PutCondition Condition)
{
    /// <summary>The name of the digest in the metadata: 64 hex digits.</summary>
    public const string DigestName = "modelops-sha256";

    /// <summary>The name of the size in the metadata.</summary>
    public const string SizeName = "modelops-size";

    /// <summary>The media type of every object: they are bytes to the store.</summary>
    public const string MediaType = "application/octet-stream";

    // What others write, in the order in which it is looked for.
    private static readonly string[] DigestNames = [DigestName, "sha256"];

    public string SizeText => Size.ToString(CultureInfo.InvariantCulture);

    /// <summary>The digest in a store's metadata.</summary>
    /// <param name="value">Gives the value of a name, <see langword="null"/> or empty where it is absent.</param>
    public static string? FindDigest(Func<string, string?> value) => DigestNames.Select(value).FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
