namespace ModelOps.Testing.Folders;

/// <summary>A folder of one test, removed with everything in it when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The absolute path, without a trailing slash.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("mops-test-").FullName;

    /// <summary>The path of a file or folder in it.</summary>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a text file, creating its folders, and gives its path.</summary>
    public string Write(string relative, string text)
    {
        var path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var path in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories))
        {
            // A checkout's folders may be read-only, and what lies in such a folder can't be removed.
            if (!OperatingSystem.IsWindows() && new DirectoryInfo(path).LinkTarget is null)
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        Directory.Delete(Path, recursive: true);
    }
}
