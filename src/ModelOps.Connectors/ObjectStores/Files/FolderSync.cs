using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ModelOps.Connectors.ObjectStores.Files;

/// <summary>Makes a new name in a folder durable (fsync(2)); Windows does so by itself.</summary>
internal static partial class FolderSync
{
    /// <summary>Returns when the folder's entries are on disk, or can't be brought there: some file systems have no such call.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        // O_RDONLY is 0; O_CLOEXEC differs.
        var descriptor = Open(folder, OperatingSystem.IsLinux() ? 0x80000 : 0x1000000);
        if (descriptor < 0) return;
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
