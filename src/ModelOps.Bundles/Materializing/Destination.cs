using System.Collections.Concurrent;
using System.Security.Cryptography;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Folders;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Materializing;

/// <summary>A folder that a bundle is written to. Nothing is written through a link that leads out of it. Files may be written at once.</summary>
internal sealed class Destination
{
    /// <summary>What a conflict says of a path through a link that leaves the destination.</summary>
    public const string LeadsOutside = "leads outside";

    private readonly string _root;
    private readonly string _realRoot;
    private readonly ConcurrentDictionary<string, bool> _inside = new(StringComparer.Ordinal);
    private readonly Lock _preparing = new();

    public Destination(string folder)
    {
        _root = Path.GetFullPath(folder);
        _realRoot = RealPath(_root);
    }

    public string PathOf(string path) => Path.Combine(_root, path);

    /// <summary>What is in the way of a file; <see langword="null"/> if nothing is. <paramref name="action"/> says what is to be done.</summary>
    public WorkdirConflict? Inspect(BundleFile file, out FileAction action)
    {
        var path = PathOf(file.Path);
        action = FileAction.Created;
        if (!IsInside(Path.GetDirectoryName(file.Path)!)) return Conflict(file, LeadsOutside);
        if (Obstacle(file.Path) is { } parent) return Conflict(file, $"'{parent}' is no folder");
        var entry = new FileInfo(path);
        if (!entry.Exists && entry.LinkTarget is null && !Directory.Exists(path)) return null;
        action = FileAction.Replaced;
        if (Directory.Exists(path) && entry.LinkTarget is null) return Conflict(file, "directory");
        if (FileStamp.Of(path) is null && entry.LinkTarget is null) return Conflict(file, "not a regular file");
        if (TryHash(path) is not { } actual) return Conflict(file, "unreadable");
        if (actual != file.Sha256) return Conflict(file, actual.Hex);
        action = FileAction.Unchanged;
        return null;
    }

    /// <summary>Gives a file its bytes, whole or not at all, replacing what is there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">A file with these bytes, which stays.</param>
    public void Write(BundleFile file, string source)
    {
        var path = Prepare(file.Path);
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".mops-{Path.GetRandomFileName()}.tmp");
        var isMoved = false;
        try
        {
            // .NET clones where the file system can (FICLONE, clonefile), and copies elsewhere.
            File.Copy(source, temporary);
            SetMode(temporary, file.Executable);
            File.Move(temporary, path, overwrite: true);
            isMoved = true;
        }
        finally
        {
            if (!isMoved) File.Delete(temporary);
        }
    }

    /// <summary>Writes one of this tool's own files.</summary>
    /// <exception cref="WorkdirConflictException">The tool's folder leads outside.</exception>
    public void WriteOwn(string path, ReadOnlySpan<byte> bytes)
    {
        CheckOwn(path);
        RemadeFile.Write(Prepare(path), bytes);
    }

    /// <summary>Refuses a place of this tool's own files that leads outside.</summary>
    public void CheckOwn(string path)
    {
        if (!IsInside(Path.GetDirectoryName(path)!) || Obstacle(path) is not null)
            throw new WorkdirConflictException($"'{PathOf(path)}' can't be written: a part of its path is a file, or a link that leads out of the destination.", "Remove what is in the way.", [new(path, "", LeadsOutside)]);
    }

    /// <summary>Makes an unchanged file as executable as the bundle says.</summary>
    public void Adjust(BundleFile file)
    {
        if (OperatingSystem.IsWindows() || FileStamp.Of(PathOf(file.Path)) is not { } stamp) return;
        if (((UnixFileMode)stamp.Mode).HasFlag(UnixFileMode.UserExecute) != file.Executable) SetMode(PathOf(file.Path), file.Executable);
    }

    // Removes a folder or file in the way of the file's name or of its folders; who calls has the user's word.
    private string Prepare(string path)
    {
        lock (_preparing)
        {
            if (Obstacle(path) is { } parent) File.Delete(PathOf(parent));
            var full = PathOf(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (Directory.Exists(full) && new DirectoryInfo(full).LinkTarget is null) Directory.Delete(full, recursive: true);
            return full;
        }
    }

    // The first part of a path's folders that is there and no folder.
    private string? Obstacle(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            var full = PathOf(path[..end]);
            if (Directory.Exists(full)) continue;
            return File.Exists(full) || new FileInfo(full).LinkTarget is not null ? path[..end] : null;
        }
        return null;
    }

    private bool IsInside(string folder)
    {
        if (_inside.TryGetValue(folder, out var known)) return known;
        return _inside[folder] = Find();

        bool Find()
        {
            try
            {
                var real = RealPath(PathOf(folder));
                return real == _realRoot || real.StartsWith(_realRoot.TrimEnd('/') + "/", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                // Links in a circle lead nowhere.
                return false;
            }
        }
    }

    // The path without links, as far as it exists.
    private static string RealPath(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null) return path;
        var real = Path.Combine(RealPath(parent), Path.GetFileName(path));
        return new DirectoryInfo(real).LinkTarget is null ? real : RealPath(new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }

    private static void SetMode(string path, bool executable)
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(path, executable ? readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : readable);
    }

    // A link counts as what it leads to.
    private static Digest? TryHash(string path)
    {
        try
        {
            // What is no regular file could block whoever opens it.
            if (FileStamp.Of(new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path) is null) return null;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Digest.FromHash(SHA256.HashData(stream));
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return null;
        }
    }

    private static WorkdirConflict Conflict(BundleFile file, string actual) => new(file.Path, file.Sha256.Hex, actual);
}
