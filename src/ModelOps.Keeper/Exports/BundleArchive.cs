using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Keeper.Exports;

/// <summary>
/// The archive <c>bundle.tar.gz</c>: USTAR with the manifest first, times and owners zero, so that the same files give the same bytes with the
/// same version of the runtime's compression.
/// </summary>
internal static class BundleArchive
{
    /// <summary>The archive's file.</summary>
    public const string FileName = "bundle.tar.gz";

    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes the archive whole.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="root">The folder of the files.</param>
    /// <param name="manifest">The manifest's text.</param>
    /// <param name="files">What it holds.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left behind.</param>
    /// <returns>Its SHA-256, 64 hex digits.</returns>
    /// <exception cref="OutsideException">Code <c>file_changed</c> (retryable): a file is no longer what the manifest says. Or the disk failed.</exception>
    /// <exception cref="InvalidInputException">Code <c>name_too_long</c>: a path does not fit into the archive's format.</exception>
    public static string Write(string path, string root, byte[] manifest, IReadOnlyList<ExportedFile> files, CancellationToken cancellationToken)
    {
        using var pending = PendingFile.In(Path.GetDirectoryName(path)!);
        try
        {
            using (var gzip = new GZipStream(pending.Stream, CompressionLevel.Optimal, leaveOpen: true))
            using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true))
            {
                Add(tar, BundleManifest.FileName, new MemoryStream(manifest));
                foreach (var file in files)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    AddFile(tar, root, file);
                }
            }
            pending.Stream.Position = 0;
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(pending.Stream));
            pending.Commit(path);
            return sha256;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the file", path, cause);
        }
    }

    private static void AddFile(TarWriter tar, string root, ExportedFile file)
    {
        using var stream = new FileStream(Path.Combine(root, file.RelPath), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length != file.SizeBytes || Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256)
            throw new OutsideException("file_changed", $"'{file.RelPath}' changed while the bundle was made.", "Wait until nothing writes there, then export again.", retryable: true);
        stream.Position = 0;
        Add(tar, file.RelPath, stream);
    }

    private static void Add(TarWriter tar, string name, Stream content)
    {
        try
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = content,
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = Mode,
                Uid = 0,
                Gid = 0,
                UserName = "",
                GroupName = "",
            });
        }
        catch (ArgumentException cause)
        {
            throw new InvalidInputException("name_too_long", $"The path '{name}' does not fit into a USTAR archive (about 250 bytes).", "Give the file a shorter name.", cause);
        }
    }
}
