using ModelOps.Durability.Files;
using ModelOps.Testing.Folders;

namespace ModelOps.Durability.Tests.Files;

public sealed class FolderStampsTests
{
    [Fact]
    public void A_file_has_the_stamp_that_its_whole_path_gives()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["sub"]);
        var file = folder["sub", "ä.txt"];
        File.WriteAllText(file, "text");
        using var stamps = new FolderStamps(folder.Path);
        var before = stamps.Of("sub/ä.txt");
        before.ShouldNotBeNull().Size.ShouldBe(4);
        before.ShouldBe(FileStamp.Of(file));
        File.WriteAllText(file, "other text");
        stamps.Of("sub/ä.txt").ShouldNotBe(before);
    }

    [Fact]
    public void What_is_no_regular_file_has_no_stamp()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["sub"]);
        folder.Write("file", "text");
        File.CreateSymbolicLink(folder["link"], "file");
        using var stamps = new FolderStamps(folder.Path);
        stamps.Of("sub").ShouldBeNull();
        stamps.Of("link").ShouldBeNull();
        stamps.Of("missing").ShouldBeNull();
        using var nowhere = new FolderStamps(folder["missing"]);
        nowhere.Of("file").ShouldBeNull();
    }
}
