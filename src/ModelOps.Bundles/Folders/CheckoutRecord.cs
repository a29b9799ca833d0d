using System.Text.Json;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Folders;

/// <summary>
/// What <c>stat</c> says of everything in a checkout, as sorted lines: of a file its path and <see cref="FileStamp"/>, of a folder its
/// path and mode. A checkout in the state in which it was made needs no reading.
/// </summary>
internal sealed class CheckoutRecord
{
    private readonly List<string> _lines;

    private CheckoutRecord(IEnumerable<string> lines) => _lines = [.. lines.Order(StringComparer.Ordinal)];

    /// <summary>The present state of a folder.</summary>
    public static CheckoutRecord Of(string directory) =>
        new(FolderTree.Entries(directory).Select(entry => Line(directory, entry)));

    /// <summary>A saved state; <see langword="null"/> if there is none or it can't be read.</summary>
    public static CheckoutRecord? TryLoad(string path)
    {
        try
        {
            return File.Exists(path) && JsonSerializer.Deserialize<List<string>>(File.ReadAllBytes(path)) is { } lines ? new(lines) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Save(string path) => RemadeFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(_lines));

    public bool IsSameAs(CheckoutRecord? other) => other is not null && _lines.SequenceEqual(other._lines);

    // A folder's own time changes when a file in it is mended; its entries are compared by themselves.
    private static string Line(string directory, FileSystemInfo entry)
    {
        var path = Path.GetRelativePath(directory, entry.FullName);
        if (FileStamp.Of(entry.FullName) is { } file) return $"{path}|{file.Size}|{file.Modified}|{file.Changed}|{file.Inode}|{file.Mode:x}";
        return $"{path}/|{(OperatingSystem.IsWindows() ? entry.Attributes.ToString() : ((int)entry.UnixFileMode).ToString("x"))}";
    }
}
