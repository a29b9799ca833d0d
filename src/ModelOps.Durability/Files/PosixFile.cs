using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ModelOps.Durability.Files;

/// <summary>open(2) for what .NET does not open: folders, and files whose advisory lock another process holds.</summary>
internal static partial class PosixFile
{
    /// <summary>A handle for reading, closed on exec; <see langword="null"/> when the path can't be opened (then <paramref name="errno"/> says why).</summary>
    public static SafeFileHandle? TryOpen(string path, out int errno)
    {
        // O_RDONLY is 0. The two-argument form only: a variadic third argument is passed differently on Apple's arm64.
        var closeOnExec = OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;
        var descriptor = Open(path, closeOnExec);
        errno = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
