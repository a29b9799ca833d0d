using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Folders;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Caching;

/// <summary>
/// The files of all cached bundles by their digest, 0444, or 0555 if executable, which is another file (a file's names share its mode).
/// Nothing is synchronized to disk file by file: after a power failure a file may be short, which its digest shows before it is used.
/// </summary>
internal sealed class ContentFiles(string folder)
{
    private const int BufferBytes = 128 << 10;
    private const UnixFileMode ReadAll = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ExecuteAll = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Folders that were made here; only files are ever removed from the store.
    private readonly ConcurrentDictionary<string, byte> _made = new(StringComparer.Ordinal);

    /// <summary>Where files go that are others than they should be.</summary>
    public string Quarantine => Path.Combine(folder, "quarantine");

    /// <summary>Where a file is, or would be.</summary>
    public string PathOf(BundleFile file) => Path.Combine(folder, "files", file.Sha256.Hex[..2], file.Sha256.Hex[2..] + (file.Executable ? ".x" : ""));

    /// <summary>The mode that a cached file has.</summary>
    public static UnixFileMode ModeOf(BundleFile file) => file.Executable ? ReadAll | ExecuteAll : ReadAll;

    /// <summary>Whether a path has the file, by reading it. What is something else is put into quarantine.</summary>
    public async Task<bool> IsWholeAsync(string path, BundleFile file, CancellationToken cancellationToken)
    {
        if (FileStamp.Of(path) is not { } stamp) return false;
        var isWhole = stamp.Size == file.Size && (OperatingSystem.IsWindows() || stamp.Mode == (int)ModeOf(file))
            && (await PinnedFolder.ReadFileAsync("", path, cancellationToken)).Sha256 == file.Sha256;
        if (!isWhole) PutAway(path, file);
        return isWhole;
    }

    /// <summary>Stores a part of a stream as a file.</summary>
    /// <exception cref="CorruptDataException">Code <c>digest_mismatch</c>: these are not the file's bytes.</exception>
    public async Task AddAsync(BundleFile file, Stream source, CancellationToken cancellationToken)
    {
        var path = PathOf(file);
        var parent = Path.GetDirectoryName(path)!;
        if (!_made.ContainsKey(parent)) Directory.CreateDirectory(parent);
        // Only now: others take what is noted here for made.
        _made[parent] = 0;
        using var pending = PendingFile.In(parent);
        var actual = await CopyAsync(source, file.Size, pending.Stream, cancellationToken);
        if (actual != file.Sha256)
            throw new CorruptDataException("digest_mismatch", $"The file '{file.Path}' of the bundle has the digest {actual}; expected {file.Sha256}.", "Push the bundle again.");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(pending.Stream.SafeFileHandle, ModeOf(file));
        pending.Publish(path);
    }

    /// <summary>Stores a whole file that was checked, by moving it.</summary>
    public void AddFile(BundleFile file, string checkedFile)
    {
        var path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(checkedFile, ModeOf(file));
        File.Move(checkedFile, path, overwrite: true);
    }

    /// <summary>Removes a file from where it is, keeping it for people to look at.</summary>
    private void PutAway(string path, BundleFile file)
    {
        Directory.CreateDirectory(Quarantine);
        var target = Path.Combine(Quarantine, file.Sha256.Hex);
        // rename(2) does nothing where both are names of one file, as the names in several trees are.
        File.Delete(target);
        File.Move(path, target, overwrite: true);
    }

    private static async Task<Digest> CopyAsync(Stream source, long size, Stream destination, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            for (var left = size; left > 0;)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
                // A file's read is quicker than handing it to another thread.
                var read = source is FileStream ? source.Read(piece.Span) : await source.ReadAsync(piece, cancellationToken);
                if (read == 0) break;
                hash.AppendData(buffer, 0, read);
                destination.Write(piece.Span[..read]);
                left -= read;
            }
            return Digest.FromHash(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
