using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Paths;

/// <summary>
/// Refuses sets of paths that can't lie side by side everywhere: names that differ in case or Unicode composition only, and a file where
/// another path needs a folder.
/// </summary>
internal static class PathCollisions
{
    /// <summary>Checks paths that are safe by themselves.</summary>
    /// <param name="paths">The paths of the files.</param>
    /// <param name="source">What names them, for the message.</param>
    /// <exception cref="InvalidInputException">Code <c>duplicate_path</c> or <c>path_collision</c>.</exception>
    public static void Check(IEnumerable<string> paths, string source)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        var lastFolder = "";
        foreach (var path in paths)
        {
            if (!files.TryAdd(CanonicalText.Key(path), path)) throw Collision(files[CanonicalText.Key(path)], path, source);
            var folder = Folder(path);
            if (folder != lastFolder) AddFolders(folders, folder, source);
            lastFolder = folder;
        }
        foreach (var (key, folder) in folders)
        {
            if (files.TryGetValue(key, out var file)) throw Collision(file, folder + "/", source);
        }
    }

    private static void AddFolders(Dictionary<string, string> folders, string folder, string source)
    {
        for (; folder.Length > 0; folder = Folder(folder))
        {
            if (folders.TryAdd(CanonicalText.Key(folder), folder)) continue;
            var other = folders[CanonicalText.Key(folder)];
            if (other != folder) throw Collision(other + "/", folder + "/", source);
            // Its parents are there already.
            return;
        }
    }

    private static string Folder(string path) => path.LastIndexOf('/') is >= 0 and var end ? path[..end] : "";

    private static InvalidInputException Collision(string first, string second, string source) => first == second
        ? new("duplicate_path", $"{source} names the path '{first}' twice.", "Keep each file in one layer only.")
        : new(
            "path_collision",
            $"{source} has '{first}' and '{second}', which are the same name where case or Unicode composition does not count, or a file and a folder of one name.",
            "Rename one of them.");
}
