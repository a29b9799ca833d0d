namespace ModelOps.Tables.Tests;

/// <summary>Where the sources of these tests are: the build maps paths away, so the folder is looked for above the test program.</summary>
internal static class SourceFolder
{
    /// <summary>The folder of this project.</summary>
    public static readonly string Path = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "tests", "ModelOps.Tables.Tests");
            if (Directory.Exists(candidate)) return candidate;
        }
        throw new DirectoryNotFoundException("The tests run outside of the source tree.");
    }
}
