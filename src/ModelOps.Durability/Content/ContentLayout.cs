using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Logs;

namespace ModelOps.Durability.Content;

/// <summary>
/// A store's folder: <c>packs/</c> is a segmented log whose records are a digest's 32 bytes and a blob; <c>blobs/</c> has a file for
/// each larger blob.
/// </summary>
internal static class ContentLayout
{
    /// <summary>From this size on a blob is a file of its own: 256 KiB.</summary>
    public const int LargeBytes = 256 << 10;

    public static string Packs(string directory) => Path.Combine(directory, "packs");

    public static string Blobs(string directory) => Path.Combine(directory, "blobs");

    /// <summary>In which record each packed blob is.</summary>
    public static Dictionary<ContentKey, long> Index(IEnumerable<LogRecord> records, string directory)
    {
        var index = new Dictionary<ContentKey, long>();
        foreach (var (position, payload) in records)
        {
            if (payload.Length < ContentKey.Bytes)
                throw new CorruptDataException("corrupt_blob", $"Record {position} of '{Packs(directory)}' is no stored blob.", "Is this the folder of a store?");
            index[ContentKey.Of(payload.Span)] = position;
        }
        return index;
    }

    /// <summary>The blob of a record, which must be the one that was stored under this digest.</summary>
    public static Stream Unpack(ReadOnlyMemory<byte> record, Digest digest, string directory)
    {
        var blob = record[ContentKey.Bytes..];
        if (Digest.Of(blob.Span) != digest) throw BlobDamage.Of(digest, Packs(directory));
        return new MemoryStream(blob.ToArray(), writable: false);
    }

    public static NotFoundException NotFound(Digest digest, string directory) =>
        new("blob_not_found", $"The store '{directory}' has nothing by {digest}.");
}
