using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Durability.Locks;

/// <summary>
/// A lock between processes (and within one), held by the operating system for an open file: it is free as soon as its holder closes
/// it or dies, also by SIGKILL. The file holds the process id of the last exclusive holder, for people and messages; it is never
/// removed, since a removed file could be locked by two at once.
/// </summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(20);

    // EWOULDBLOCK of flock(2) on Linux and macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Busy = [11, 35, unchecked((int)0x80070020)];

    private readonly SafeFileHandle _handle;

    private FileLock(string path, SafeFileHandle handle)
    {
        Path = path;
        _handle = handle;
    }

    /// <summary>The lock file.</summary>
    public string Path { get; }

    /// <summary>Takes the lock alone, or fails at once. The folder of the file must exist.</summary>
    /// <param name="path">The lock file, created if missing.</param>
    /// <param name="purpose">What the lock guards, as the subject of "… is in use", such as <c>The run sir-1f2e3d</c>.</param>
    /// <exception cref="ConflictException">Code <c>locked</c>: another holds it; the message names its process.</exception>
    /// <exception cref="OutsideException">
    /// Code <c>no_file_locks</c>: the file system grants the same lock twice. Code <c>storage_failed</c> or <c>disk_full</c>: the file can't be written.
    /// </exception>
    public static FileLock Acquire(string path, string purpose) => TryAcquire(path) ?? throw Locked(path, purpose);

    /// <summary>Takes the lock together with other shared holders, or fails at once; errors as <see cref="Acquire"/>.</summary>
    public static FileLock AcquireShared(string path, string purpose) =>
        (TryOpen(path, shared: true) is { } handle ? new FileLock(path, handle) : null) ?? throw Locked(path, purpose);

    /// <summary>Takes the lock alone; <see langword="null"/> if another holds it. Other errors as <see cref="Acquire"/>.</summary>
    public static FileLock? TryAcquire(string path)
    {
        if (TryOpen(path, shared: false) is not { } handle) return null;
        var held = new FileLock(path, handle);
        var proven = false;
        try
        {
            held.Prove();
            held.WriteHolder();
            proven = true;
            return held;
        }
        finally
        {
            if (!proven) held.Dispose();
        }
    }

    /// <summary>Takes the lock alone, waiting for other holders: for short critical sections between processes.</summary>
    /// <param name="path">The lock file, created if missing.</param>
    /// <param name="purpose">As of <see cref="Acquire"/>.</param>
    /// <param name="timeout">How long to wait at most; then code <c>locked</c>.</param>
    /// <param name="time">Measures the timeout.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<FileLock> AcquireAsync(string path, string purpose, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire(path) is { } held) return held;
            if (time.GetElapsedTime(start) >= timeout) throw Locked(path, purpose);
            await Task.Delay(RetryInterval, time, cancellationToken);
        }
    }

    /// <summary>Frees the lock.</summary>
    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle? TryOpen(string path, bool shared)
    {
        // On Unix .NET takes flock's exclusive lock for FileShare.None and its shared one otherwise. On Windows sharing with readers
        // excludes writers too, and lets others read who holds the lock.
        var share = shared || OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, shared ? FileAccess.Read : FileAccess.ReadWrite, share);
        }
        catch (IOException cause) when (Array.IndexOf(Busy, cause.HResult) >= 0)
        {
            return null;
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("open the lock file", path, cause);
        }
    }

    // flock(2) excludes two open files of one process too. Where it does not (no locks at all, or locks by process as on some
    // network file systems, lost when any copy of the file is closed), nothing could be promised.
    private void Prove()
    {
        using var second = TryOpen(Path, shared: false);
        if (second is null) return;
        throw new OutsideException(
            "no_file_locks",
            $"The file system of '{Path}' does not lock files: two holders got the same lock.",
            "Use a folder on a local disk; and if DOTNET_SYSTEM_IO_DISABLEFILELOCKING is set, unset it.");
    }

    private void WriteHolder()
    {
        var processId = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        try
        {
            RandomAccess.SetLength(_handle, 0);
            RandomAccess.Write(_handle, Encoding.ASCII.GetBytes(processId + "\n"), 0);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the lock file", Path, cause);
        }
    }

    private static ConflictException Locked(string path, string purpose)
    {
        var holder = ReadHolder(path) is { } processId ? $"process {processId}" : "another process";
        return new("locked", $"{purpose} is in use by {holder} (lock file '{path}').", "Wait until it ends, or end it; a killed process frees its locks at once.");
    }

    private static int? ReadHolder(string path)
    {
        using var handle = OperatingSystem.IsWindows()
            ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
            : PosixFile.TryOpen(path, out _);
        if (handle is null) return null;
        Span<byte> bytes = stackalloc byte[16];
        var read = RandomAccess.Read(handle, bytes, 0);
        return int.TryParse(Encoding.ASCII.GetString(bytes[..read]), CultureInfo.InvariantCulture, out var processId) ? processId : null;
    }
}
