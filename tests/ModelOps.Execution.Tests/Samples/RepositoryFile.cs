namespace ModelOps.Execution.Tests.Samples;

/// <summary>Files of the source tree: the build maps paths away, so they are looked for above the test program.</summary>
internal static class RepositoryFile
{
    /// <summary>The absolute path of a file, given relative to the root.</summary>
    public static string Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (File.Exists(candidate)) return candidate;
        }
        throw new FileNotFoundException($"There is no {relative} above the tests.");
    }
}
