using ModelOps.Contracts.Errors;

namespace ModelOps.Execution.Workers;

/// <summary>Folders for the temporary files of programs.</summary>
internal static class ScratchFolder
{
    private static readonly EnumerationOptions WithoutLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>A new, empty folder, readable by this user alone.</summary>
    /// <exception cref="OutsideException">Code <c>scratch_not_usable</c>.</exception>
    public static string Create() => Guarded(() => Directory.CreateTempSubdirectory("mops-exec-").FullName);

    /// <summary>Does something that only fails if the folder can't be written.</summary>
    /// <exception cref="OutsideException">Code <c>scratch_not_usable</c>.</exception>
    public static T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OutsideException(
                "scratch_not_usable",
                $"The temporary folder of an executable can't be written: {fault.Message}",
                "Free space in it, or name another folder in TMPDIR.",
                retryable: true,
                inner: fault);
        }
    }

    /// <summary>Removes a folder with all that is in it, as far as that is possible.</summary>
    public static void Remove(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows()) Open(path);
            Directory.Delete(path, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What a program has made unremovable stays in the system's folder for temporary files, which is cleared at times.
        }
    }

    // What lies in a folder that a program has locked can't be removed.
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Open(string folder)
    {
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", WithoutLinks)) Open(inner);
    }
}
