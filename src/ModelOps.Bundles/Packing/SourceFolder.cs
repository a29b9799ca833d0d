using System.Buffers;
using System.Security.Cryptography;
using ModelOps.Bundles.Archives;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Packing;

/// <summary>Reads the files that are packed, and notices those that are no longer what they were when the bundle was planned.</summary>
internal sealed class SourceFolder(string root)
{
    private const int BufferBytes = 128 << 10;

    /// <summary>A large file, as it is.</summary>
    public FileStream Open(ContentEntry file)
    {
        var path = Path.Combine(root, file.Path);
        try
        {
            var stream = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
            });
            if (stream.Length == file.Size) return stream;
            stream.Dispose();
            throw Changed(file.Path);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the file", path, cause);
        }
    }

    /// <summary>Writes a pack to a buffer of exactly its size, and gives the first byte of each file's content.</summary>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>.</exception>
    public async Task<long[]> PackAsync(ArraySegment<ContentEntry> files, Memory<byte> pack, CancellationToken cancellationToken)
    {
        var offsets = new long[files.Count];
        var position = 0;
        for (var i = 0; i < files.Count; i++)
        {
            var file = files[i];
            UstarHeader.Write(pack.Span.Slice(position, UstarHeader.BlockBytes), file.Path, file.Executable, file.Size);
            position += UstarHeader.BlockBytes;
            offsets[i] = position;
            var content = pack.Slice(position, (int)UstarHeader.Padded(file.Size));
            await ReadAsync(file, content[..(int)file.Size], cancellationToken);
            content.Span[(int)file.Size..].Clear();
            position += content.Length;
        }
        pack.Span[position..].Clear();
        return offsets;
    }

    /// <summary>The digests of the parts of a large file, which must still be what it was.</summary>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>.</exception>
    public async Task<IReadOnlyList<Digest>> HashPartsAsync(ContentEntry file, CancellationToken cancellationToken)
    {
        await using var stream = Open(file);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var digests = new List<Digest>();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            foreach (var (_, length) in FileParts.Cut(file.Size))
            {
                for (var left = length; left > 0;)
                {
                    var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(BufferBytes, left)), cancellationToken);
                    if (read == 0) throw Changed(file.Path);
                    whole.AppendData(buffer, 0, read);
                    part.AppendData(buffer, 0, read);
                    left -= read;
                }
                digests.Add(Digest.FromHash(part.GetHashAndReset()));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        // Else the parts, each right by itself, would make another file than the index names.
        return Digest.FromHash(whole.GetHashAndReset()) == file.Sha256 ? digests : throw Changed(file.Path);
    }

    private async Task ReadAsync(ContentEntry file, Memory<byte> content, CancellationToken cancellationToken)
    {
        await using var stream = Open(file);
        var read = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < content.Length || Digest.Of(content.Span) != file.Sha256) throw Changed(file.Path);
    }

    private ConflictException Changed(string file) => new(
        "bundle_changed",
        $"The file '{file}' of the bundle '{root}' changed while the bundle was read.",
        "Run the command again when nothing else changes the folder.");
}
