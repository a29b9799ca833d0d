namespace ModelOps.Examples.Tests.Programs;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its absolute path.</summary>
    public static string Root { get; } = Find();

    /// <summary>The path of a file or folder in it.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The path of one of this project's scripts.</summary>
    public static string Script(string name) => At("tests", "ModelOps.Examples.Tests", "Scripts", name);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ModelOps.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has a ModelOps.slnx.");
    }
}
