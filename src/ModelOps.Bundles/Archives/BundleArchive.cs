using System.IO.Compression;
using ModelOps.Bundles.Failures;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Archives;

/// <summary>
/// Folders as archives: USTAR, folders before what is in them, owner and times 0, modes 0755 and 0644, two zero blocks at the end. The
/// same tree gives the same bytes wherever and whenever.
/// </summary>
public static class BundleArchive
{
    private static readonly byte[] End = new byte[UstarHeader.EndBytes];

    /// <summary>Writes a folder to an archive, which appears whole or not at all. Asks neither registry nor store.</summary>
    /// <param name="source">The folder, such as a materialised bundle.</param>
    /// <param name="output">The archive; one that is there is replaced.</param>
    /// <param name="compression">The compression, which the name must end with.</param>
    /// <param name="includeExternal">Take files that a pointer stands for; otherwise only their pointers go in.</param>
    /// <param name="cancellationToken">Ends it; nothing is left.</param>
    /// <exception cref="InvalidInputException">
    /// Code <c>folder_not_found</c>; <c>invalid_archive_name</c>; <c>unsupported_file</c>: links, special files, paths that don't fit.
    /// </exception>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: a file changed its size meanwhile.</exception>
    public static async Task<ArchiveResult> ExportAsync(
        string source, string output, ArchiveCompression compression, bool includeExternal, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(source)) throw new InvalidInputException("folder_not_found", $"Source directory does not exist: {source}.", "Correct the path.");
        CheckName(output, compression);
        var (root, path) = (Path.GetFullPath(source), Path.GetFullPath(output));
        try
        {
            var entries = ArchiveTree.Find(root, path, includeExternal);
            using var pending = PendingFile.In(Path.GetDirectoryName(path)!);
            var stream = compression == ArchiveCompression.Gzip ? new GZipStream(pending.Stream, CompressionLevel.Optimal, leaveOpen: true) : (Stream)pending.Stream;
            using var archive = new ArchiveOutput(stream);
            foreach (var (name, isFolder) in entries) await AddAsync(archive, root, name, isFolder, cancellationToken);
            await archive.AddAsync(End, cancellationToken);
            var digest = await archive.FinishAsync(cancellationToken);
            if (compression == ArchiveCompression.Gzip) await stream.DisposeAsync();
            pending.Publish(path);
            return new(path, digest, entries.Count(entry => !entry.IsFolder), archive.Length);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("export to", path, cause);
        }
    }

    /// <summary>
    /// Unpacks an archive that <see cref="ExportAsync"/> made into a folder that is missing or empty, which then has everything or nothing.
    /// Headers, order and paths must be as export writes them; if the archive holds a materialised bundle, every file is checked against it.
    /// </summary>
    /// <exception cref="InvalidInputException">
    /// Code <c>archive_not_found</c>; <c>invalid_archive</c>: not made by export, or cut off; <c>unsafe_path</c>, <c>path_collision</c>;
    /// <c>archive_mismatch</c>: files differ from the bundle in it, the first 20 named.
    /// </exception>
    /// <exception cref="WorkdirConflictException">The folder has something in it.</exception>
    public static async Task<ArchiveResult> ImportAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(archive)) throw new InvalidInputException("archive_not_found", $"There is no archive '{archive}'.", "Correct the path.");
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(target) || Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new WorkdirConflictException($"'{folder}' is not empty. Nothing was written.", "Import into a new folder.", [new(folder, "", "not empty")]);
        try
        {
            return await new ArchiveImport(Path.GetFullPath(archive), target).RunAsync(cancellationToken);
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidInputException("invalid_archive", $"'{archive}' is no gzip file that can be read: {cause.Message}", inner: cause);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("import to", target, cause);
        }
    }

    private static async Task AddAsync(ArchiveOutput archive, string root, string path, bool isFolder, CancellationToken cancellationToken)
    {
        var header = new byte[UstarHeader.BlockBytes];
        if (isFolder)
        {
            UstarHeader.Write(header, path + "/", executable: true, 0);
            await archive.AddAsync(header, cancellationToken);
            return;
        }
        var full = Path.Combine(root, path);
        await using var file = new FileStream(full, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
        var size = file.Length;
        var executable = !OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle).HasFlag(UnixFileMode.UserExecute);
        UstarHeader.Write(header, path, executable, size);
        await archive.AddAsync(header, cancellationToken);
        for (var left = size; left > 0;)
        {
            var room = await archive.RoomAsync(cancellationToken);
            var read = await file.ReadAsync(room[..(int)Math.Min(room.Length, left)], cancellationToken);
            if (read == 0) throw new ConflictException("bundle_changed", $"The file '{path}' became shorter while it was exported.", "Run the command again when nothing else changes the folder.");
            archive.Take(read);
            left -= read;
        }
        await archive.AddAsync(new byte[UstarHeader.Padded(size) - size], cancellationToken);
    }

    private static void CheckName(string output, ArchiveCompression compression)
    {
        string[] endings = compression == ArchiveCompression.None ? [".tar"] : [".tar.gz", ".tgz"];
        if (!endings.Any(ending => output.EndsWith(ending, StringComparison.Ordinal)))
            throw new InvalidInputException("invalid_archive_name", $"'{output}' does not end in {string.Join(" or ", endings)}, as archives with the compression '{compression.ToString().ToLowerInvariant()}' do.", "Change the name or --compression.");
    }
}
