namespace ModelOps.Architecture.Tests.Rules;

/// <summary>The solution builds every project of the product and the tests: one that it lacks would never be tested.</summary>
internal static class SolutionRule
{
    /// <summary>Projects that the solution does not name.</summary>
    /// <param name="files">The repository's files.</param>
    /// <param name="solution">The text of the solution file.</param>
    public static IEnumerable<string> Violations(IEnumerable<string> files, string solution) =>
        from file in files
        where file.EndsWith(".csproj", StringComparison.Ordinal)
        where file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("tests/", StringComparison.Ordinal)
        where !solution.Contains($"\"{file}\"", StringComparison.Ordinal)
        select $"{file} is not in the solution";
}
