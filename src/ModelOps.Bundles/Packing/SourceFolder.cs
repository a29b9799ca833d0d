using ModelOps.Bundles.Archives;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Packing;

/// <summary>Reads the files that are packed, and notices those that are no longer what they were when the bundle was planned.</summary>
internal sealed class SourceFolder(string root)
{
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
