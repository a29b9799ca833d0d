using System.Security.Cryptography;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Files;

namespace ModelOps.Durability.Content;

/// <summary>The blobs that are too large to be packed: a file each, named by the 64 hex digits of its digest.</summary>
internal sealed class BlobFiles(string directory)
{
    public string PathOf(Digest digest) => Path.Combine(directory, digest.Hex);

    public bool Contains(Digest digest) => File.Exists(PathOf(digest));

    public void Put(Digest digest, ReadOnlySpan<byte> bytes)
    {
        if (Contains(digest)) DirectorySync.Flush(directory);
        else AtomicFile.Write(PathOf(digest), bytes);
    }

    /// <summary>Stores some bytes and the rest of a stream.</summary>
    public async Task<Digest> PutAsync(ReadOnlyMemory<byte> beginning, Stream rest, CancellationToken cancellationToken)
    {
        using var file = PendingFile.In(directory);
        try
        {
            await file.Stream.WriteAsync(beginning, cancellationToken);
            await rest.CopyToAsync(file.Stream, cancellationToken);
            file.Stream.Position = 0;
            var digest = Digest.FromHash(await SHA256.HashDataAsync(file.Stream, cancellationToken));
            // The folder is synchronized in any case: another thread may be between the renaming and that.
            if (Contains(digest)) DirectorySync.Flush(directory);
            else file.Commit(PathOf(digest));
            return digest;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("store a blob in", directory, cause);
        }
    }

    /// <summary>Opens a blob whose bytes were checked; <see langword="null"/> if it isn't there.</summary>
    public async Task<Stream?> OpenAsync(Digest digest, CancellationToken cancellationToken)
    {
        var path = PathOf(digest);
        if (!File.Exists(path)) return null;
        var stream = default(FileStream);
        var verified = false;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var actual = Digest.FromHash(await SHA256.HashDataAsync(stream, cancellationToken));
            if (actual != digest) throw BlobDamage.Of(digest, path);
            stream.Position = 0;
            verified = true;
            return stream;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the blob", path, cause);
        }
        finally
        {
            if (!verified && stream is not null) await stream.DisposeAsync();
        }
    }
}
