using System.Globalization;
using System.Security.Cryptography;
using ModelOps.Connectors.ObjectStores.Transfer;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Files;

/// <summary>
/// A folder as an object store. A file keeps no record beside its bytes: its digest is computed when it is asked for, its version is that
/// digest. Files appear by a rename or, where nothing may be there, by a link, which fails if something is.
/// </summary>
internal sealed class FileStore : IObjectStore
{
    private const int BufferBytes = 128 << 10;

    /// <inheritdoc />
    public async Task<ObjectStat> StatAsync(ObjectUri uri, CancellationToken cancellationToken) =>
        await FindAsync(uri, cancellationToken) ?? throw StoreFaults.NotFound(uri);

    /// <inheritdoc />
    public Task<Stream> OpenAsync(ObjectUri uri, ObjectIdentity? expected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = Open(uri) ?? throw StoreFaults.NotFound(uri);
        if (expected is null || expected.Size == file.Length)
            return Task.FromResult<Stream>(new VerifiedStream(file, uri, file.Length, expected?.Sha256));
        using (file)
        {
            throw StoreFaults.Mismatch(uri, $"{expected.Size} bytes", $"{file.Length} bytes");
        }
    }

    /// <inheritdoc />
    public async Task<ObjectStat> PutAsync(ObjectUri uri, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(uri.Key)!;
        var temporary = Path.Combine(folder, $".mops-{Path.GetRandomFileName()}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            var (digest, size) = await CopyAsync(content, temporary, cancellationToken);
            if (options.Sha256 is { } announced && announced != digest)
                throw StoreFaults.ContentMismatch(uri, announced.ToString(), digest.ToString());
            var stat = new ObjectStat(uri, size, digest, null, digest.ToString());
            if (options.Condition.SkipsSame && await FindAsync(uri, cancellationToken) is { } found)
            {
                if (found.Sha256 == digest) return found;
                if (options.Condition.MustBeAbsent) throw StoreFaults.Exists(uri);
            }
            if (options.Condition.Version is { } version) await ReplaceAsync(uri, temporary, version, cancellationToken);
            else if (!TryPlace(uri, temporary, options.Condition.MustBeAbsent)) return await SettleAsync(stat, cancellationToken);
            return stat;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed(uri, fault);
        }
        finally
        {
            // Deleting a file of a missing folder would be an error of its own.
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    private static async Task<ObjectStat?> FindAsync(ObjectUri uri, CancellationToken cancellationToken)
    {
        await using var file = Open(uri);
        if (file is null) return null;
        try
        {
            var digest = Digest.FromHash(await SHA256.HashDataAsync(file, cancellationToken));
            return new(uri, file.Length, digest, null, digest.ToString());
        }
        catch (IOException fault)
        {
            throw Failed(uri, fault);
        }
    }

    private static FileStream? Open(ObjectUri uri)
    {
        try
        {
            return new(uri.Key, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.Asynchronous);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed(uri, fault);
        }
    }

    private static async Task<(Digest Digest, long Size)> CopyAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var buffer = new byte[BufferBytes];
        for (var read = await content.ReadAsync(buffer, cancellationToken); read > 0; read = await content.ReadAsync(buffer, cancellationToken))
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        file.Flush(flushToDisk: true);
        return (Digest.FromHash(hash.GetHashAndReset()), file.Length);
    }

    // Somebody else was faster, perhaps with the same content.
    private static async Task<ObjectStat> SettleAsync(ObjectStat written, CancellationToken cancellationToken) =>
        await FindAsync(written.Uri, cancellationToken) is { } found && found.Sha256 == written.Sha256 ? found : throw StoreFaults.Exists(written.Uri);

    private static bool TryPlace(ObjectUri uri, string temporary, bool mustBeAbsent)
    {
        try
        {
            // Without overwriting .NET links the new name and removes the old one: the link fails where something is.
            File.Move(temporary, uri.Key, overwrite: !mustBeAbsent);
        }
        catch (IOException) when (mustBeAbsent && File.Exists(uri.Key))
        {
            return false;
        }
        FolderSync.Flush(Path.GetDirectoryName(uri.Key)!);
        return true;
    }

    // Comparing and renaming are two steps: writers that compare take turns. The lock is the operating system's and ends with its process.
    private static async Task ReplaceAsync(ObjectUri uri, string temporary, string version, CancellationToken cancellationToken)
    {
        var turn = Path.Combine(Path.GetDirectoryName(uri.Key)!, string.Create(CultureInfo.InvariantCulture, $".{Path.GetFileName(uri.Key)}.mops-lock"));
        await using var held = await TakeTurnAsync(turn, cancellationToken);
        if (await FindAsync(uri, cancellationToken) is not { } found || found.Version != version) throw StoreFaults.VersionChanged(uri);
        TryPlace(uri, temporary, mustBeAbsent: false);
    }

    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 500)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        }
    }

    private static OutsideException Failed(ObjectUri uri, Exception fault) =>
        new("store_file_failed", $"The file of '{uri}' can't be read or written: {fault.Message}", inner: fault);
}
