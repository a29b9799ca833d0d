using ModelOps.Bundles.Contents;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Caching;

/// <summary>What the cache has of one bundle.</summary>
/// <param name="folder">The bundle's folder in the cache.</param>
/// <param name="contents">The files of all bundles.</param>
internal sealed class CachedBundle(string folder, ContentFiles contents)
{
    private static readonly string[] Kinds = ["layers", "checkouts"];

    private readonly List<string> _trees =
        [.. Kinds.Select(kind => Path.Combine(folder, kind)).Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)];

    /// <summary>The paths of all copies of a file. Most names are names of one file, which counts once.</summary>
    public IEnumerable<string> CopiesOf(BundleFile file) => _trees.Select(tree => Path.Combine(tree, file.Path)).Prepend(contents.PathOf(file))
        .Select(path => (Path: path, Stamp: FileStamp.Of(path)))
        .Where(copy => copy.Stamp is not null)
        .DistinctBy(copy => copy.Stamp!.Value.Inode)
        .Select(copy => copy.Path);

    /// <summary>Lets nothing of the bundle pass for whole any more. What is in use is read before it is used again; the rest is made anew.</summary>
    /// <param name="isInUse">Whether somebody may be running from it.</param>
    public void Distrust(bool isInUse)
    {
        foreach (var tree in _trees)
        {
            LinkedTree.Distrust(tree);
            if (isInUse) continue;
            LinkedTree.SetFolders(tree, writable: true);
            Directory.Delete(tree, recursive: true);
        }
    }
}
