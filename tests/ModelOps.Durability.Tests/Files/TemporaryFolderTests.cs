using System.Runtime.Versioning;
using ModelOps.Testing.Folders;

namespace ModelOps.Durability.Tests.Files;

// The tests' own tool, tested because it runs as whoever runs the tests: clean-up must change nothing outside of its folder.
[UnsupportedOSPlatform("windows")]
public sealed class TemporaryFolderTests
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    [Fact]
    public void Removal_changes_nothing_behind_links()
    {
        using var outside = new TemporaryFolder();
        outside.Write("kept/below/file", "x");
        foreach (var path in new[] { outside["kept", "below"], outside["kept"] }) File.SetUnixFileMode(path, ReadOnly);
        string removed;
        using (var folder = new TemporaryFolder())
        {
            removed = folder.Path;
            folder.Write("sub/file", "x");
            File.CreateSymbolicLink(folder["link"], outside["kept"]);
            File.CreateSymbolicLink(folder["sub", "link"], outside.Path);
            File.SetUnixFileMode(folder["sub"], ReadOnly);
        }
        Directory.Exists(removed).ShouldBeFalse();
        File.GetUnixFileMode(outside["kept"]).ShouldBe(ReadOnly);
        File.GetUnixFileMode(outside["kept", "below"]).ShouldBe(ReadOnly);
        File.ReadAllText(outside["kept", "below", "file"]).ShouldBe("x");
    }
}
