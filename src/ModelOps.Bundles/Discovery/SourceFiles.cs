using ModelOps.Bundles.Ignoring;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Discovery;

/// <summary>The source files in which models are looked for.</summary>
internal static class SourceFiles
{
    private static readonly HashSet<string> SkippedFolders =
        new(["tests", "__pycache__", "venv", "env", "node_modules", "bin", "obj"], StringComparer.Ordinal);

    private static readonly string[] PythonFolders = ["src/", "models/"];

    /// <summary>
    /// Python files in <c>src/</c> and <c>models/</c> and at the top, C# files anywhere; no tests, nothing hidden, generated or ignored,
    /// nothing behind a link. Paths from the root with forward slashes, in their ordinal order.
    /// </summary>
    /// <exception cref="InvalidInputException">Code <c>folder_not_found</c>.</exception>
    public static IReadOnlyList<string> In(string root)
    {
        if (!Directory.Exists(root)) throw new InvalidInputException("folder_not_found", $"There is no directory '{root}'.");
        try
        {
            var ignored = Path.Combine(root, IgnoreRules.FileName);
            var rules = IgnoreRules.Parse(File.Exists(ignored) ? File.ReadAllText(ignored) : "");
            var found = new List<string>();
            Collect(new DirectoryInfo(root), "", rules, found);
            return [.. found.Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (StorageError.IsStorage(fault))
        {
            throw StorageError.Of("read the folder", root, fault);
        }
    }

    private static void Collect(DirectoryInfo folder, string prefix, IgnoreRules rules, List<string> found)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var path = prefix + entry.Name;
            var isFolder = entry is DirectoryInfo;
            if (entry.LinkTarget is not null || entry.Name.StartsWith('.') || rules.Excludes(path, isFolder)) continue;
            if (entry is DirectoryInfo inner)
            {
                if (!SkippedFolders.Contains(entry.Name)) Collect(inner, path + "/", rules, found);
            }
            else if (IsPython(path) || IsCSharp(path))
            {
                found.Add(path);
            }
        }
    }

    /// <summary>Whether a path is one of a Python module that may hold a model.</summary>
    public static bool IsPython(string path)
    {
        if (!path.EndsWith(".py", StringComparison.Ordinal)) return false;
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name.StartsWith("test_", StringComparison.Ordinal) || name.EndsWith("_test.py", StringComparison.Ordinal)) return false;
        return !path.Contains('/', StringComparison.Ordinal) || PythonFolders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));
    }

    /// <summary>Whether a path is one of a C# file that may hold a model.</summary>
    public static bool IsCSharp(string path) =>
        path.EndsWith(".cs", StringComparison.Ordinal) && !path.EndsWith("Tests.cs", StringComparison.Ordinal);
}
