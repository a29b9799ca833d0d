using System.Text;
using ModelOps.Contracts.Digests;

namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>
/// Where an unfinished upload is in its store, kept in a file named by what is written where and how, so that another process goes on
/// with it. The file is locked as long as an upload runs; who comes second, with the same content, begins by itself and remembers nothing.
/// </summary>
internal sealed class UploadSession : IDisposable
{
    private const int MaxBytes = 64 << 10;

    private readonly FileStream? _file;

    private UploadSession(FileStream? file) => _file = file;

    /// <summary>Whether a failed upload can be gone on with.</summary>
    public bool IsRemembered => _file is not null;

    /// <summary>Takes the session of an upload.</summary>
    /// <param name="folder">Where sessions are; <see langword="null"/> for nowhere.</param>
    /// <param name="uri">The object.</param>
    /// <param name="record">What is written.</param>
    /// <param name="partBytes">The size of the parts.</param>
    public static UploadSession Open(string? folder, ObjectUri uri, ObjectRecord record, int partBytes)
    {
        if (folder is null) return new(null);
        var name = Digest.Of(Encoding.UTF8.GetBytes($"{uri}|{record.Sha256}|{record.SizeText}|{record.Tier}|{record.Condition.MustBeAbsent}|{record.Condition.Version}|{partBytes}")).Hex;
        try
        {
            Directory.CreateDirectory(folder);
            return new(new(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Somebody else has it, or nothing can be kept there: an upload that breaks off then begins anew.
            return new(null);
        }
    }

    /// <summary>What an earlier upload saved; <see langword="null"/> if there was none.</summary>
    public string? Load()
    {
        if (_file is null || _file.Length is 0 or > MaxBytes) return null;
        var bytes = new byte[_file.Length];
        _file.Position = 0;
        _file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Remembers an upload that has begun. A text that is cut off by a crash names no upload, which begins anew.</summary>
    public void Save(string session)
    {
        if (_file is null) return;
        _file.SetLength(0);
        _file.Write(Encoding.UTF8.GetBytes(session));
        _file.Flush();
    }

    /// <summary>Forgets a finished or lost upload.</summary>
    public void Forget()
    {
        if (_file is not null) File.Delete(_file.Name);
    }

    /// <inheritdoc />
    public void Dispose() => _file?.Dispose();
}
