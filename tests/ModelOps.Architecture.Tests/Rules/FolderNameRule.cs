namespace ModelOps.Architecture.Tests.Rules;

/// <summary>Folders are named after capabilities, not after kinds of code.</summary>
internal static class FolderNameRule
{
    private static readonly HashSet<string> Forbidden =
        new(["Common", "Core", "Helpers", "Models", "Services", "Shared", "Utils"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Files in a forbidden folder, or whose name's parts (a project's) are forbidden.</summary>
    public static IEnumerable<string> Violations(IEnumerable<string> files) =>
        from file in files
        where file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("tests/", StringComparison.Ordinal)
        from folder in file.Split('/')[..^1]
        where folder.Split('.').Any(Forbidden.Contains)
        select $"{file}: {folder} says nothing";
}
