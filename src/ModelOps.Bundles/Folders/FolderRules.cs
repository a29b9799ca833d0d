using ModelOps.Bundles.Ignoring;
using ModelOps.Bundles.Paths;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Folders;

/// <summary>
/// What does not count of a project folder: <c>.modelops/</c>, <c>.modelops-bundle/</c>, <c>__pycache__/</c>, <c>bin/</c> and <c>obj/</c>
/// at any depth, <c>*.pdb</c>, <c>.git</c> (a folder, or the file of a linked work tree, which names a place), <c>.mops/</c> in the root,
/// in which a materialised bundle says what it is, and what <c>.modelopsignore</c> in the root excludes. A folder whose own
/// <c>.modelopsignore</c> excludes everything (<c>*</c>) does not count either: folders of results have one.
/// </summary>
internal sealed class FolderRules
{
    private static readonly HashSet<string> ExcludedFolders =
        new(StringComparer.Ordinal) { ".modelops", ".modelops-bundle", "__pycache__", "bin", "obj" };

    private readonly string _root;
    private readonly IgnoreRules _rules;

    private FolderRules(string root) => (_root, _rules) = (root, RulesIn(root));

    /// <summary>The rules of a folder.</summary>
    public static FolderRules Of(string root) => new(root);

    /// <summary>Whether an entry does not count. What lies in an excluded folder does not either: the caller does not enter it.</summary>
    /// <param name="path">The path from the root.</param>
    /// <param name="isFolder">Whether it is a folder itself.</param>
    /// <param name="isLink">Whether it is a link: one stands for the folder that it leads to, since local state may lie on another disk.</param>
    public bool Excludes(string path, bool isFolder, bool isLink)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name == ".git"
            || path == BundlePath.ReservedFolder
            || ((isFolder || isLink) && ExcludedFolders.Contains(name))
            || (!isFolder && name.EndsWith(".pdb", StringComparison.Ordinal))
            || _rules.Excludes(path, isFolder)
            || (isFolder && RulesIn(Path.Combine(_root, path)).Excludes(IgnoreRules.FileName, isFolder: false));
    }

    private static IgnoreRules RulesIn(string folder)
    {
        var ignoreFile = Path.Combine(folder, IgnoreRules.FileName);
        return IgnoreRules.Parse(RegularFile.Is(ignoreFile) ? File.ReadAllText(ignoreFile) : "");
    }
}
