using ModelOps.Durability.Files;

namespace ModelOps.Keeper.Telemetry;

/// <summary>
/// A copy of every line that a source reads, the unusable ones too. Best effort: a copy that fails ends, says why, and fails nothing else.
/// </summary>
public sealed class RawRecording : IDisposable
{
    private const int LongestError = 200;

    private readonly FileStream? _file;

    private RawRecording(string path, FileStream? file, string? error) => (Path, _file, Error) = (path, file, error);

    /// <summary>The file's absolute path.</summary>
    public string Path { get; }

    /// <summary>How many lines were written.</summary>
    public long LinesWritten { get; private set; }

    /// <summary>Why the copy is not whole, at most 200 characters; <see langword="null"/> if it is.</summary>
    public string? Error { get; private set; }

    /// <summary>Begins a copy; the folders above it are made.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="append">Whether to go on after what the file holds.</param>
    public static RawRecording Begin(string path, bool append)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return new(path, new FileStream(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read), null);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return new(path, null, Clip(cause.Message));
        }
    }

    /// <summary>The copy that a source without lines makes: none, which its error says.</summary>
    /// <param name="path">Absolute; not touched.</param>
    public static RawRecording Unsupported(string path) => new(path, null, "unsupported_source");

    /// <summary>Copies lines as they are.</summary>
    /// <param name="bytes">Whole lines, each with its line feed, except perhaps the last.</param>
    /// <param name="lines">How many they are.</param>
    public void Write(ReadOnlySpan<byte> bytes, long lines)
    {
        if (_file is null || Error is not null) return;
        try
        {
            _file.Write(bytes);
            LinesWritten += lines;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            Error = Clip(cause.Message);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            _file?.Dispose();
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            Error ??= Clip(cause.Message);
        }
    }

    private static string Clip(string message) => message.Length <= LongestError ? message : message[..LongestError];
}
