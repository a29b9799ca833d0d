using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ModelOps.Durability.Files;

/// <summary>
/// What a file system says of a regular file. Writing to the file, replacing it, or changing its links or rights changes at least one of
/// these, unless the writer goes to great lengths: a file with the same stamp need not be read again.
/// </summary>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">The time of the last write, in nanoseconds since 1970.</param>
/// <param name="Changed">The time of the last change of anything, in nanoseconds since 1970; on Windows that of its creation.</param>
/// <param name="Inode">The file's number in its file system; 0 on Windows.</param>
/// <param name="Mode">Its permission bits; 0 on Windows.</param>
public readonly partial record struct FileStamp(long Size, long Modified, long Changed, ulong Inode, int Mode)
{
    private const int FileTypeMask = 0xF000, RegularType = 0x8000, PermissionMask = 0xFFF;
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint BasicStats = 0x7FF; // STATX_BASIC_STATS

    /// <summary>How many names the file has; 1 on Windows.</summary>
    public int Links { get; init; } = 1;

    /// <summary>The stamp of a file; <see langword="null"/> if there is no regular file by this path. Follows no link.</summary>
    public static FileStamp? Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return RegularFile.Is(path) && new FileInfo(path) is { } file ? new(file.Length, Nanoseconds(file.LastWriteTimeUtc), Nanoseconds(file.CreationTimeUtc), 0, 0) : null;
        // Larger than struct statx and struct stat, whose layouts are fixed.
        Span<byte> status = stackalloc byte[256];
        return OperatingSystem.IsLinux()
            ? StatX(CurrentFolder, path, NoFollow, BasicStats, status) == 0 ? OfStatX(status) : null
            : LStat(path, status) == 0 ? Of(status, new(4, 8, 96, 48, 64, 6)) : null;
    }

    // On Linux only.
    internal static FileStamp? Of(SafeFileHandle folder, string path)
    {
        Span<byte> status = stackalloc byte[256];
        return StatX(folder, path, NoFollow, BasicStats, status) == 0 ? OfStatX(status) : null;
    }

    private static FileStamp? OfStatX(ReadOnlySpan<byte> status) => Of(status, new(28, 32, 40, 112, 96, 16));

    private static FileStamp? Of(ReadOnlySpan<byte> status, Offsets at)
    {
        var mode = BinaryPrimitives.ReadUInt16LittleEndian(status[at.Mode..]);
        if ((mode & FileTypeMask) != RegularType) return null;
        var size = BinaryPrimitives.ReadInt64LittleEndian(status[at.Size..]);
        return new(size, Time(status[at.Modified..]), Time(status[at.Changed..]), BinaryPrimitives.ReadUInt64LittleEndian(status[at.Inode..]), mode & PermissionMask)
        {
            // 32 bits on Linux, of which any real count fills the lower ones; 16 on macOS.
            Links = BinaryPrimitives.ReadUInt16LittleEndian(status[at.Links..]),
        };
    }

    // A type of our own, since tuples of six are compiled at every start.
    private readonly record struct Offsets(int Mode, int Inode, int Size, int Modified, int Changed, int Links);

    // Seconds and nanoseconds.
    private static long Time(ReadOnlySpan<byte> time) =>
        BinaryPrimitives.ReadInt64LittleEndian(time) * 1_000_000_000 + BinaryPrimitives.ReadUInt32LittleEndian(time[8..]);

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * 100;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(SafeFileHandle folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LStat(string path, Span<byte> status);
}
