using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Folders;

/// <summary>
/// Small files that can be made again and are checked when they are read: they appear whole, but nobody waits for the disk, which would
/// first write the large files that were just brought.
/// </summary>
internal static class RemadeFile
{
    /// <summary>Writes one, replacing what has its name. Its folder must exist.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = PendingFile.In(Path.GetDirectoryName(Path.GetFullPath(path))!);
        file.Stream.Write(bytes);
        file.Publish(path);
    }
}
