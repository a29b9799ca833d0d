using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Logs;

namespace ModelOps.Durability.Content;

/// <summary>A store as it was at one moment, for reading only, while another process may be writing to it.</summary>
public sealed class ContentSnapshot
{
    private readonly string _directory;
    private readonly LogSnapshot _packs;
    private readonly BlobFiles _blobs;
    private readonly Dictionary<ContentKey, long> _packed;

    private ContentSnapshot(string directory, LogSnapshot packs)
    {
        _directory = directory;
        _packs = packs;
        _blobs = new(ContentLayout.Blobs(directory));
        _packed = ContentLayout.Index(packs.Read(), directory);
    }

    /// <summary>Opens a store without a lock. What is added later may not be found.</summary>
    /// <exception cref="NotFoundException">Code <c>log_not_found</c>: there is no store.</exception>
    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c>: the packs are not as they were written.</exception>
    public static ContentSnapshot Open(string directory) => new(directory, LogSnapshot.Open(ContentLayout.Packs(directory)));

    /// <summary>Opens stored bytes, checked against their digest.</summary>
    /// <exception cref="NotFoundException">Code <c>blob_not_found</c>.</exception>
    /// <exception cref="CorruptDataException">Code <c>corrupt_blob</c>.</exception>
    public async Task<Stream> OpenAsync(Digest digest, CancellationToken cancellationToken) =>
        _packed.TryGetValue(ContentKey.Of(digest), out var position)
            ? ContentLayout.Unpack(_packs.ReadOne(position), digest, _directory)
            : await _blobs.OpenAsync(digest, cancellationToken) ?? throw ContentLayout.NotFound(digest, _directory);
}
