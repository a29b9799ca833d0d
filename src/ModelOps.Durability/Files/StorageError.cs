using ModelOps.Contracts.Errors;

namespace ModelOps.Durability.Files;

/// <summary>Turns what the file system throws into the errors of this product.</summary>
public static class StorageError
{
    // Raw errno values, which .NET passes on as HResult: ENOSPC is 28 everywhere, EDQUOT 122 on Linux and 69 on macOS; and
    // ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static readonly int[] DiskFull = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Whether an exception is one that file operations throw for a failure outside of the program.</summary>
    public static bool IsStorage(Exception exception) => exception
        is IOException or UnauthorizedAccessException
        // EFBIG in .NET's words: beyond what the file system or the limit of the process (ulimit -f) allows for a file.
        or ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>Whether a device or a quota is full.</summary>
    public static bool IsDiskFull(Exception exception) => exception is IOException && Array.IndexOf(DiskFull, exception.HResult) >= 0;

    /// <summary>The error for a failed operation: code <c>disk_full</c> (retryable) or <c>storage_failed</c>.</summary>
    /// <param name="operation">What was tried, as a verb phrase that the path can follow, such as <c>write the file</c>.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="cause">What the file system threw.</param>
    public static OutsideException Of(string operation, string path, Exception cause) => IsDiskFull(cause)
        ? new("disk_full", $"Could not {operation} '{path}': the disk is full.", "Free some space, then run the same command again.", retryable: true, cause)
        : new("storage_failed", $"Could not {operation} '{path}': {Reason(cause)}", inner: cause);

    /// <summary>What went wrong, as a sentence for people.</summary>
    public static string Reason(Exception cause) => cause switch
    {
        _ when IsDiskFull(cause) => "The disk is full.",
        ArgumentOutOfRangeException => "The file would be larger than the file system or the limit of this process (ulimit -f) allows.",
        _ => cause.Message,
    };
}
