namespace ModelOps.Testing.Folders;

/// <summary>A folder of one test, removed with everything in it when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    // .NET's recursive enumeration enters the folders that links lead to unless links are skipped: what lies there is not ours to change.
    private static readonly EnumerationOptions WithoutLinks =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

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
        foreach (var path in Directory.EnumerateDirectories(Path, "*", WithoutLinks))
        {
            // A checkout's folders may be read-only, and what lies in such a folder can't be removed.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        Directory.Delete(Path, recursive: true);
    }
}
