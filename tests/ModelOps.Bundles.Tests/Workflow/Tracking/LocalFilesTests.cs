using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Workflow.Tracking;

public sealed class LocalFilesTests : IDisposable
{
    private static readonly TimeProvider Later = new ManualClock(TimeSpan.FromMinutes(1));

    private readonly TemporaryFolder _folder = new();
    private readonly BundleProject _project;

    public LocalFilesTests() => _project = Projects.Start(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_is_read_once_while_its_stamp_stays()
    {
        Track("a.txt", "one");
        await ReadAsync(Later);
        // Nothing but the cache can know these bytes now.
        var cache = Path.Combine(_project.StateFolder, "stat-cache");
        File.Exists(cache).ShouldBeTrue();
        Poison(cache, "one"u8, "two"u8);

        (await ReadAsync(Later)).Entries["a.txt"].Sha256.ShouldBe(Digest.Of("two"u8));
    }

    [Theory]
    [InlineData("two")]
    [InlineData("longer")]
    public async Task Edit_is_seen_also_at_the_same_size(string text)
    {
        Track("a.txt", "one");
        await ReadAsync(Later);

        _folder.Write("a.txt", text);

        (await ReadAsync(Later)).Entries["a.txt"].Sha256.ShouldBe(Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task Edit_with_the_old_time_put_back_is_seen()
    {
        Track("a.txt", "one");
        var time = File.GetLastWriteTimeUtc(_folder["a.txt"]);
        await ReadAsync(Later);

        _folder.Write("a.txt", "two");
        File.SetLastWriteTimeUtc(_folder["a.txt"], time);

        (await ReadAsync(Later)).Entries["a.txt"].Sha256.ShouldBe(Digest.Of("two"u8));
    }

    [Fact]
    public async Task File_that_changed_just_now_is_not_remembered()
    {
        Track("a.txt", "one");

        await ReadAsync(TimeProvider.System);

        File.Exists(Path.Combine(_project.StateFolder, "stat-cache")).ShouldBeFalse();
    }

    [Fact]
    public async Task Damaged_cache_is_no_cache()
    {
        Track("a.txt", "one");
        await ReadAsync(Later);
        var cache = Path.Combine(_project.StateFolder, "stat-cache");
        var bytes = File.ReadAllBytes(cache);
        for (var i = 0; i < bytes.Length; i += 7)
        {
            var broken = bytes.ToArray();
            broken[i] ^= 0x55;
            File.WriteAllBytes(cache, broken);
            (await ReadAsync(Later)).Entries["a.txt"].Sha256.ShouldBe(Digest.Of("one"u8));
        }
        File.WriteAllBytes(cache, bytes[..(bytes.Length / 2)]);
        (await ReadAsync(Later)).Entries["a.txt"].Sha256.ShouldBe(Digest.Of("one"u8));
    }

    [Fact]
    public async Task Link_in_the_place_of_a_tracked_file_or_folder_is_not_followed()
    {
        Track("a.txt", "one");
        Track("d/b.txt", "two");
        File.Delete(_folder["a.txt"]);
        Directory.Move(_folder["d"], _folder["elsewhere"]);
        File.CreateSymbolicLink(_folder["a.txt"], "/etc/hostname");
        Directory.CreateSymbolicLink(_folder["d"], _folder["elsewhere"]);

        var files = await ReadAsync(Later);

        files.Entries.ShouldBeEmpty();
        files.Unsupported.ShouldBe(["a.txt", "d/b.txt"]);
        Should.Throw<InvalidInputException>(files.ThrowIfUnsupported).Code.ShouldBe("unsupported_file");
    }

    [Fact]
    public async Task Status_of_an_unchanged_project_is_the_kept_one_and_shows_every_later_change()
    {
        Track("a.txt", "one");
        Track("d/b.txt", "two");
        var first = await StatusReport.ReadAsync(_project, Later, CancellationToken.None);
        var kept = Path.Combine(_project.StateFolder, "status-cache");
        File.Exists(kept).ShouldBeTrue();

        (await StatusReport.ReadAsync(_project, Later, CancellationToken.None)).ShouldSatisfyAllConditions(
            again => again.Rows.ShouldBe(first.Rows),
            again => again.Untracked.ShouldBe(first.Untracked),
            again => again.Tracked.ShouldBe(2));

        File.Delete(_folder["a.txt"]);
        File.SetUnixFileMode(_folder["d/b.txt"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _folder.Write("c.txt", "");
        var changed = await StatusReport.ReadAsync(_project, Later, CancellationToken.None);
        changed.Rows.ShouldBe([new("d/b.txt", FileState.AddedLocal, 3)]);
        changed.Untracked.ShouldContain("c.txt");

        _project.Add("c.txt");
        (await StatusReport.ReadAsync(_project, Later, CancellationToken.None)).Rows.Select(row => row.Path).ShouldBe(["c.txt", "d/b.txt"]);
    }

    private void Track(string path, string text)
    {
        _folder.Write(path, text);
        _project.Add(path).Added.ShouldBe([path]);
    }

    private Task<LocalFiles> ReadAsync(TimeProvider time) =>
        LocalFiles.ReadAsync(_project, TrackedFiles.Load(_project).Paths, time, TestContext.Current.CancellationToken);

    // Replaces a digest in the cache and the checksum at its end.
    private static void Poison(string cache, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var bytes = File.ReadAllBytes(cache);
        Digest.Of(after).ToHash().CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(Digest.Of(before).ToHash())));
        Digest.Of(bytes.AsSpan(..^32)).ToHash().CopyTo(bytes.AsSpan(^32..));
        File.WriteAllBytes(cache, bytes);
    }
}
