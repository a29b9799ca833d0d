using System.Text;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>
/// The place of an unfinished upload, remembered in a file named by registry, repository and blob, so that another process goes on with
/// it. One process at a time; who comes second, and uploads of one chunk, remember nothing.
/// </summary>
internal sealed class UploadSession : IDisposable
{
    private readonly string? _path;
    private readonly FileLock? _lock;

    private UploadSession(string? path, FileLock? held) => (_path, _lock) = (path, held);

    /// <summary>Takes the session of a blob.</summary>
    public static UploadSession Open(string? folder, string repository, Digest blob)
    {
        if (folder is null) return new(null, null);
        DirectorySync.Create(folder);
        var path = Path.Combine(folder, Digest.Of(Encoding.UTF8.GetBytes($"{repository}@{blob}")).Hex);
        return FileLock.TryAcquire(path + ".lock") is { } held ? new(path, held) : new(null, null);
    }

    /// <summary>Where an earlier process sent the blob; <see langword="null"/> if it is not known.</summary>
    public Uri? Location => _path is not null && File.Exists(_path) && Uri.TryCreate(File.ReadAllText(_path), UriKind.Absolute, out var uri) ? uri : null;

    /// <summary>Remembers where the next bytes go.</summary>
    public void Save(Uri location)
    {
        if (_path is not null) AtomicFile.Write(_path, location.AbsoluteUri);
    }

    /// <summary>Forgets a finished or lost upload.</summary>
    public void Forget()
    {
        if (_path is not null) File.Delete(_path);
    }

    /// <inheritdoc />
    public void Dispose() => _lock?.Dispose();
}
