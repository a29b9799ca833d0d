namespace ModelOps.Architecture.Tests.Sources;

/// <summary>The files of this repository, without what is built or downloaded.</summary>
internal static class RepositoryTree
{
    private static readonly HashSet<string> NotOurs =
        new(["artifacts", "bin", "obj", "node_modules", "__pycache__", ".git", ".modelops", ".vs", ".idea"], StringComparer.Ordinal);

    /// <summary>The absolute path of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file, relative to the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    /// <summary>The C# files of the product.</summary>
    public static IReadOnlyList<SourceFile> Product { get; } = Parse("src/");

    /// <summary>The C# files of the tests.</summary>
    public static IReadOnlyList<SourceFile> Tests { get; } = Parse("tests/");

    /// <summary>The product's and the tests' C# files.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Product, .. Tests];

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    private static List<SourceFile> Parse(string folder) =>
        [.. Files.Where(path => path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)).Select(path => SourceFile.Parse(path, Read(path)))];

    private static IEnumerable<string> Walk(string folder)
    {
        // In a work tree .git is a file.
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !NotOurs.Contains(Path.GetFileName(file))))
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        foreach (var child in Directory.EnumerateDirectories(folder).Where(child => !NotOurs.Contains(Path.GetFileName(child))))
            foreach (var file in Walk(child)) yield return file;
    }

    // The test assembly lies in artifacts/ of the tree that it was built from.
    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "ModelOps.slnx"))) return folder;
        throw new InvalidOperationException($"No ModelOps.slnx above {AppContext.BaseDirectory}.");
    }
}
