using System.Runtime.InteropServices;

namespace ModelOps.Durability.Files;

/// <summary>Second names of files (link(2)), which .NET does not make.</summary>
public static partial class HardLink
{
    /// <summary>
    /// Gives a file another name, which must be free. False if this can't be: another file system, too many links already, no such file,
    /// or a system without them. The caller then copies.
    /// </summary>
    public static bool TryCreate(string existing, string name) => !OperatingSystem.IsWindows() && Link(existing, name) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string name);
}
