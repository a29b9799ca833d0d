using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Snapshots;

/// <summary>Golden texts: what a command printed when a person last looked at it and found it right.</summary>
internal static class Golden
{
    // Set to write the files anew; the difference is then for a person to judge.
    private const string Accept = "MOPS_TEST_ACCEPT";

    /// <summary>
    /// Compares status, output and errors with the file <c>Golden/NAME.txt</c>. The workplace's folders stand in it as <c>{project}</c>
    /// and <c>{home}</c>.
    /// </summary>
    public static void ShouldBeGolden(this CommandResult result, string name, Workplace workplace)
    {
        var path = RepositoryTree.At("tests", "ModelOps.EndToEnd.Tests", "Snapshots", "Golden", $"{name}.txt");
        var text = $"{result.Output}{(result.Errors.Length > 0 ? "-- errors\n" + result.Errors : "")}-- status {result.Status}\n"
            .Replace(workplace.Project, "{project}", StringComparison.Ordinal)
            .Replace(workplace.Outside("home"), "{home}", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable(Accept) == "1") File.WriteAllText(path, text);
        text.ShouldBe(File.ReadAllText(path), $"See {path}; {Accept}=1 accepts what is printed now.");
    }
}
