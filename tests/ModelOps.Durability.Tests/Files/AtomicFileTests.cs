using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Durability.Tests.Processes;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Durability.Tests.Files;

public sealed class AtomicFileTests
{
    [Fact]
    public void Written_file_replaces_the_old_one_and_leaves_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("state.json", "a longer old text");
        AtomicFile.Write(path, "new é");
        File.ReadAllBytes(path).ShouldBe("new é"u8.ToArray());
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void File_in_a_missing_folder_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        var error = Should.Throw<OutsideException>(() => AtomicFile.Write(folder["none", "a"], "x"));
        error.Code.ShouldBe("storage_failed");
        error.Message.ShouldContain(folder["none"]);
    }

    [Fact]
    public void Pending_file_that_is_not_committed_disappears()
    {
        using var folder = new TemporaryFolder();
        using (var pending = PendingFile.In(folder.Path)) pending.Stream.Write("half"u8);
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Writer_killed_at_any_moment_leaves_a_whole_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder["state"];
        for (var round = 0; round < 5; round++)
        {
            using (var child = TestProcess.Start("replace", path))
            {
                (await child.ReadLineAsync()).ShouldBe("written");
                await child.KillAsync();
            }
            var text = await File.ReadAllTextAsync(path);
            text.Length.ShouldBe(100_000);
            text.Distinct().Count().ShouldBe(1);
        }
        PendingFile.RemoveAbandoned(folder.Path);
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public async Task Full_disk_is_named_and_the_old_file_stays()
    {
        using var folder = new TemporaryFolder();
        const string Script = "printf old > file; \"$0\" \"$@\"; cat file; echo; ls";
        using var child = await SmallDisk.StartAsync(folder.Path, Script, "write", folder["file"], "3000000");
        (await child.ReadToEndAsync()).ShouldBe($"disk_full: Could not write the file '{folder["file"]}': the disk is full.\nold\nfile\n");
    }

    [Fact]
    public void Created_folders_are_there_with_their_parents()
    {
        using var folder = new TemporaryFolder();
        DirectorySync.Create(folder["a", "b", "c"] + "/");
        DirectorySync.Create(folder["a", "b"]);
        Directory.Exists(folder["a", "b", "c"]).ShouldBeTrue();
    }

    [Fact]
    public void Folder_below_a_file_is_an_error()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");
        Should.Throw<OutsideException>(() => DirectorySync.Create(folder["file", "below"])).Code.ShouldBe("storage_failed");
        Should.Throw<OutsideException>(() => DirectorySync.Flush(folder["missing"])).Message.ShouldContain(folder["missing"]);
    }
}
