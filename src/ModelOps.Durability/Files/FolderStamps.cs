using Microsoft.Win32.SafeHandles;

namespace ModelOps.Durability.Files;

/// <summary>The stamps of many files below one folder. Where it can (Linux), the system begins at the folder and spares the way to it.</summary>
public sealed class FolderStamps : IDisposable
{
    private readonly string _folder;
    private readonly SafeFileHandle? _handle;

    /// <summary>Names the folder; it need not exist.</summary>
    /// <param name="folder">Its absolute path.</param>
    public FolderStamps(string folder) => (_folder, _handle) = (folder, OperatingSystem.IsLinux() ? PosixFile.TryOpen(folder, out _) : null);

    /// <summary>The stamp of a file, as <see cref="FileStamp.Of(string)"/> has it. May be asked by several threads at once.</summary>
    /// <param name="path">Its path from the folder.</param>
    public FileStamp? Of(string path) => _handle is null ? FileStamp.Of(Path.Combine(_folder, path)) : FileStamp.Of(_handle, path);

    /// <inheritdoc />
    public void Dispose() => _handle?.Dispose();
}
