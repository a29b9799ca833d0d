using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ModelOps.Durability.Files;

/// <summary>Tells regular files from links, pipes, sockets and devices, which .NET does not, and which may block whoever opens them.</summary>
public static partial class RegularFile
{
    private const int FileTypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint TypeOnly = 1; // STATX_TYPE

    /// <summary>Whether there is a regular file by this path; false for links to one. Opens nothing.</summary>
    public static bool Is(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.Exists(path) && (File.GetAttributes(path) & (FileAttributes.ReparsePoint | FileAttributes.Device)) == FileAttributes.None;
        // Larger than struct statx and struct stat, whose layouts are fixed: the mode is at byte 28 (Linux) and 4 (macOS).
        Span<byte> status = stackalloc byte[256];
        var (result, modeOffset) = OperatingSystem.IsLinux()
            ? (StatX(CurrentFolder, path, NoFollow, TypeOnly, status), 28)
            : (LStat(path, status), 4);
        return result == 0 && (BinaryPrimitives.ReadUInt16LittleEndian(status[modeOffset..]) & FileTypeMask) == RegularType;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LStat(string path, Span<byte> status);
}
