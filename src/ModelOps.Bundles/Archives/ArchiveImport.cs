using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.Paths;
using ModelOps.Bundles.Verifying;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Archives;

/// <summary>Unpacks one archive beside its target and renames it when it was found to be right.</summary>
internal sealed class ArchiveImport(string archive, string target)
{
    private const int NamedMismatches = 20;
    private const UnixFileMode Regular = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Regular | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly string _part = Path.Combine(Path.GetDirectoryName(target)!, $".mops-{Path.GetRandomFileName()}.import");
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { "" };
    private readonly List<string> _files = [];
    private string _last = "";
    private long _length;

    public async Task<ArchiveResult> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_part);
        try
        {
            await using (var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read))
            {
                var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
                file.Position = 0;
                await UnpackAsync(isGzip ? new GZipStream(file, CompressionMode.Decompress) : file, cancellationToken);
            }
            PathCollisions.Check(_files, "The archive");
            await VerifyAsync(cancellationToken);
            if (Directory.Exists(target)) Directory.Delete(target);
            Directory.Move(_part, target);
            return new(archive, Digest.FromHash(_hash.GetHashAndReset()), _files.Count, _length);
        }
        finally
        {
            _hash.Dispose();
            if (Directory.Exists(_part)) Directory.Delete(_part, recursive: true);
        }
    }

    private async Task UnpackAsync(Stream stream, CancellationToken cancellationToken)
    {
        var block = new byte[UstarHeader.BlockBytes];
        while (true)
        {
            await ReadAsync(stream, block, cancellationToken);
            if (UstarHeader.Read(block) is not { } entry) break;
            var path = entry.Path.TrimEnd('/');
            BundlePath.CheckInArchive(path, "The archive");
            CheckOrder(path);
            if (entry.Path.EndsWith('/')) AddFolder(path);
            else await AddFileAsync(stream, entry, cancellationToken);
        }
        await ReadAsync(stream, block, cancellationToken);
        if (block.AsSpan().ContainsAnyExcept((byte)0) || await stream.ReadAsync(block, cancellationToken) != 0) throw Invalid("it goes on after its end");
    }

    private void CheckOrder(string path)
    {
        if (_last.Length > 0 && Utf8Order.Instance.Compare(_last, path) >= 0) throw Invalid($"'{path}' does not come after '{_last}' in the order of bytes");
        if (!_folders.Contains(Path.GetDirectoryName(path)!)) throw Invalid($"the folder of '{path}' has no entry before it");
        _last = path;
    }

    private void AddFolder(string path)
    {
        _folders.Add(path);
        Directory.CreateDirectory(Path.Combine(_part, path));
    }

    private async Task AddFileAsync(Stream stream, ArchiveEntry entry, CancellationToken cancellationToken)
    {
        _files.Add(entry.Path);
        var path = Path.Combine(_part, entry.Path);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            for (var left = entry.Size; left > 0;)
            {
                var part = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
                await ReadAsync(stream, part, cancellationToken);
                await file.WriteAsync(part, cancellationToken);
                left -= part.Length;
            }
            var padding = buffer.AsMemory(0, (int)(UstarHeader.Padded(entry.Size) - entry.Size));
            await ReadAsync(stream, padding, cancellationToken);
            if (padding.Span.ContainsAnyExcept((byte)0)) throw Invalid($"what fills the last block of '{entry.Path}' is not zero");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, entry.Executable ? Executable : Regular);
    }

    private async Task ReadAsync(Stream stream, Memory<byte> bytes, CancellationToken cancellationToken)
    {
        if (await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken) < bytes.Length) throw Invalid("it is cut off");
        _hash.AppendData(bytes.Span);
        _length += bytes.Length;
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        if (MaterializedFolder.TryLoad(_part) is not { } origin) return;
        // What the store of an external file has is not the archive's matter.
        var report = await new BundleVerifier(null).VerifyFolderAsync(origin.Bundle, origin.Role, _part, cancellationToken);
        var mismatches = report.Mismatches.Where(mismatch => mismatch.Actual != BundleVerifier.NoStore).ToList();
        if (mismatches.Count == 0) return;
        var named = string.Join("\n", mismatches.Take(NamedMismatches).Select(mismatch => $"  {mismatch.Path}: expected {mismatch.Expected}, got {mismatch.Actual}"));
        throw new InvalidInputException("archive_mismatch", $"{mismatches.Count} files of the archive differ from the bundle {origin.Bundle.Manifest.Digest} in it:\n{named}", "Export it again from an unchanged folder.");
    }

    private InvalidInputException Invalid(string reason) => new("invalid_archive", $"'{archive}' is no archive that 'mops bundle export' made: {reason}.");
}
