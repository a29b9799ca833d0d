using ModelOps.Contracts.Artifacts;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Durability.Logs;

namespace ModelOps.Durability.Content;

/// <summary>
/// Immutable bytes by their SHA-256, in a folder that one process writes. Identical bytes are stored once; what is read was checked
/// against its digest. All members may be called from any thread.
/// </summary>
public sealed class ContentStore : IArtifacts, IDisposable
{
    private readonly string _directory;
    private readonly SegmentedLog _packs;
    private readonly BlobFiles _blobs;
    private readonly Lock _adding = new();
    private readonly Dictionary<ContentKey, long> _packed;

    private ContentStore(string directory, SegmentedLog packs)
    {
        _directory = directory;
        _packs = packs;
        _blobs = new(ContentLayout.Blobs(directory));
        _packed = ContentLayout.Index(packs.Read(), directory);
    }

    /// <summary>What was cut off when the store was opened; <see langword="null"/> if nothing was. It was never acknowledged.</summary>
    public LogRecovery? Recovery => _packs.Recovery;

    /// <summary>Opens a store for writing, creating its folder.</summary>
    /// <param name="directory">Its folder, used for nothing else.</param>
    /// <param name="purpose">What the store is for its user, as the subject of "… is in use by process 17".</param>
    /// <exception cref="ConflictException">Code <c>locked</c>: another process writes to it.</exception>
    /// <exception cref="CorruptDataException">Code <c>corrupt_log</c>: the packs are not as they were written.</exception>
    /// <exception cref="OutsideException">The file system failed, is full, or has no locks.</exception>
    public static ContentStore Open(string directory, string purpose = "The content store")
    {
        DirectorySync.Create(directory);
        var packs = SegmentedLog.Open(ContentLayout.Packs(directory), new() { Purpose = purpose });
        var opened = default(ContentStore);
        try
        {
            DirectorySync.Create(ContentLayout.Blobs(directory));
            PendingFile.RemoveAbandoned(ContentLayout.Blobs(directory));
            return opened = new(directory, packs);
        }
        finally
        {
            if (opened is null) packs.Dispose();
        }
    }

    /// <summary>Stores bytes; they are durable after the next <see cref="FlushAsync"/>.</summary>
    /// <exception cref="OutsideException">The disk is full or failed; code <c>log_poisoned</c> if it did so before.</exception>
    public Digest Add(ReadOnlyMemory<byte> bytes)
    {
        var digest = Digest.Of(bytes.Span);
        if (bytes.Length >= ContentLayout.LargeBytes)
        {
            _blobs.Put(digest, bytes.Span);
            return digest;
        }
        var hash = digest.ToHash();
        byte[] record = [.. hash, .. bytes.Span];
        lock (_adding)
        {
            if (!_packed.ContainsKey(ContentKey.Of(hash))) _packed.Add(ContentKey.Of(hash), _packs.Append(record));
        }
        return digest;
    }

    /// <summary>Makes everything durable that was added before the call; callers at the same time share one fsync.</summary>
    /// <exception cref="OutsideException">Code <c>log_poisoned</c>: a write failed; open the store again.</exception>
    public Task FlushAsync(CancellationToken cancellationToken) => _packs.FlushAsync(cancellationToken);

    /// <summary>Whether there are bytes by this digest.</summary>
    public bool Contains(Digest digest)
    {
        lock (_adding)
        {
            if (_packed.ContainsKey(ContentKey.Of(digest))) return true;
        }
        return _blobs.Contains(digest);
    }

    /// <inheritdoc />
    /// <exception cref="OutsideException">The disk is full or failed.</exception>
    public async Task<Digest> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        var beginning = new byte[ContentLayout.LargeBytes];
        var length = await content.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == beginning.Length) return await _blobs.PutAsync(beginning, content, cancellationToken);
        var digest = Add(beginning.AsMemory(0, length));
        await FlushAsync(cancellationToken);
        return digest;
    }

    /// <inheritdoc />
    /// <remarks>Codes <c>blob_not_found</c> and <c>corrupt_blob</c>. Also finds what was added and not yet flushed, by flushing it.</remarks>
    public async Task<Stream> OpenAsync(Digest digest, CancellationToken cancellationToken)
    {
        bool isPacked;
        long position;
        lock (_adding) isPacked = _packed.TryGetValue(ContentKey.Of(digest), out position);
        if (!isPacked)
            return await _blobs.OpenAsync(digest, cancellationToken) ?? throw ContentLayout.NotFound(digest, _directory);
        if (position >= _packs.DurableCount) await FlushAsync(cancellationToken);
        try
        {
            return ContentLayout.Unpack(_packs.ReadOne(position), digest, _directory);
        }
        catch (CorruptDataException cause) when (cause.Code == "corrupt_log")
        {
            throw BlobDamage.Of(digest, ContentLayout.Packs(_directory), cause);
        }
    }

    /// <summary>Closes the store and frees its lock. What was added and not flushed may be lost.</summary>
    public void Dispose() => _packs.Dispose();
}
