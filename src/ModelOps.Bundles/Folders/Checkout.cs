using System.Security.Cryptography;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Folders;

/// <summary>
/// A read-only copy of a pinned folder: files 0444, or 0555 if executable, in folders 0555. Made under another name and renamed, so
/// that it is whole or not there; mended file by file in place, since others may be using it. The caller holds its lock.
/// </summary>
internal sealed class Checkout(string path, PinnedFolder source)
{
    private const UnixFileMode ReadAll = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ExecuteAll = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const string Record = ".json";

    private readonly byte[] _buffer = new byte[128 << 10];

    private string Part => path + ".part";

    private string Making => path + ".making";

    private string RecordPath => path + Record;

    /// <summary>Makes the copy, or checks the one that is there and mends it.</summary>
    /// <exception cref="ConflictException">Code <c>bundle_changed</c>: what must be copied is no longer what was pinned.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(path)) await CheckAsync(cancellationToken);
        else await MakeAsync(cancellationToken);
    }

    /// <summary>Removes a copy and its record. The caller holds its lock and its lease alone.</summary>
    public static void Remove(string path)
    {
        // The record first: a copy that is half removed must not pass for whole.
        File.Delete(path + Record);
        if (Directory.Exists(path))
        {
            SetFolders(path, writable: true);
            Directory.Delete(path, recursive: true);
        }
        File.Delete(path + CheckoutFolder.Lease);
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(Making))
        {
            SetFolders(Making, writable: true);
            Directory.Delete(Making, recursive: true);
        }
        Directory.CreateDirectory(Making);
        foreach (var file in source.Files) await CopyAsync(file, Making, cancellationToken);
        SetFolders(Making, writable: false);
        CheckoutRecord.Of(Making).Save(RecordPath);
        Directory.Move(Making, path);
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var state = CheckoutRecord.Of(path);
        if (state.IsSameAs(CheckoutRecord.TryLoad(RecordPath))) return;
        SetFolders(path, writable: true);
        RemoveStrangers();
        foreach (var file in source.Files)
        {
            if (!await IsWholeAsync(file, cancellationToken)) await CopyAsync(file, path, cancellationToken);
        }
        SetFolders(path, writable: false);
        CheckoutRecord.Of(path).Save(RecordPath);
    }

    private async Task<bool> IsWholeAsync(ContentEntry file, CancellationToken cancellationToken)
    {
        var full = Path.Combine(path, file.Path);
        if (!RegularFile.Is(full)) return false;
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(full) != ModeOf(file)) return false;
        return await PinnedFolder.ReadFileAsync(path, file.Path, cancellationToken) is var actual
            && (actual.Size, actual.Sha256) == (file.Size, file.Sha256);
    }

    private async Task CopyAsync(ContentEntry file, string destination, CancellationToken cancellationToken)
    {
        var target = Path.Combine(destination, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (await HashCopyAsync(Path.Combine(source.Root, file.Path), cancellationToken) != file.Sha256) throw Changed(file.Path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Part, ModeOf(file));
        File.Move(Part, target, overwrite: true);
    }

    // Copies a file to the part and gives the digest of what was copied.
    private async Task<Digest> HashCopyAsync(string from, CancellationToken cancellationToken)
    {
        if (!RegularFile.Is(from)) throw Changed(Path.GetRelativePath(source.Root, from));
        File.Delete(Part);
        await using var input = PinnedFolder.OpenRead(from);
        await using var output = new FileStream(Part, FileMode.CreateNew, FileAccess.Write);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int read; (read = await input.ReadAsync(_buffer, cancellationToken)) > 0;)
        {
            hash.AppendData(_buffer, 0, read);
            await output.WriteAsync(_buffer.AsMemory(0, read), cancellationToken);
        }
        return Digest.FromHash(hash.GetHashAndReset());
    }

    // What is there and was not pinned: left by something that ran in the checkout.
    private void RemoveStrangers()
    {
        var files = source.Files.Select(file => Path.Combine(path, file.Path)).ToHashSet(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            for (var folder = Path.GetDirectoryName(file)!; folder.Length > path.Length && folders.Add(folder);) folder = Path.GetDirectoryName(folder)!;
        }
        var strangers = FolderTree.Entries(path)
            .Where(entry => !(FolderTree.IsFolder(entry) ? folders : files).Contains(entry.FullName))
            .ToLookup(FolderTree.IsFolder);
        foreach (var file in strangers[false]) file.Delete();
        foreach (var folder in strangers[true].Where(folder => Directory.Exists(folder.FullName))) Directory.Delete(folder.FullName, recursive: true);
    }

    private static void SetFolders(string root, bool writable)
    {
        if (OperatingSystem.IsWindows()) return;
        var mode = ReadAll | ExecuteAll | (writable ? UnixFileMode.UserWrite : UnixFileMode.None);
        File.SetUnixFileMode(root, mode);
        foreach (var entry in FolderTree.Entries(root).Where(FolderTree.IsFolder).ToList())
            File.SetUnixFileMode(entry.FullName, mode);
    }

    private static UnixFileMode ModeOf(ContentEntry file) => file.Executable ? ReadAll | ExecuteAll : ReadAll;

    private ConflictException Changed(string file) => new(
        "bundle_changed",
        $"The file '{file}' of the bundle '{source.Root}' changed after the bundle was pinned.",
        "Run the command again when nothing else changes the folder.");
}
