using ModelOps.Bundles.Folders;
using ModelOps.Contracts.Digests;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Folders;

public sealed class FileDigestsTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_are_what_they_hold_and_missing_ones_are_left_out()
    {
        _folder.Write("a", "1");
        _folder.Write("b/c", "22");
        File.SetUnixFileMode(_folder["a"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        (await ReadAsync(Later(), "a", "none", "b/c")).ShouldBe([new("a", true, 1, Digest.Of("1"u8)), new("b/c", false, 2, Digest.Of("22"u8))]);
    }

    [Fact]
    public async Task Settled_file_is_not_read_again()
    {
        _folder.Write("a", "1");
        await ReadAsync(Later(), "a");
        // What the file of digests says instead shows that it is asked.
        File.WriteAllText(_folder["digests"], File.ReadAllText(_folder["digests"]).Replace(Digest.Of("1"u8).Hex, Digest.Of("2"u8).Hex));
        (await ReadAsync(Later(), "a")).ShouldHaveSingleItem().Sha256.ShouldBe(Digest.Of("2"u8));
    }

    [Fact]
    public async Task Change_of_the_same_size_and_time_is_seen()
    {
        _folder.Write("a", "1");
        File.SetLastWriteTimeUtc(_folder["a"], LongAgo);
        await ReadAsync(Later(), "a");
        _folder.Write("a", "2");
        File.SetLastWriteTimeUtc(_folder["a"], LongAgo);
        (await ReadAsync(Later(), "a")).ShouldHaveSingleItem().Sha256.ShouldBe(Digest.Of("2"u8));
    }

    [Fact]
    public async Task File_that_has_just_changed_is_not_remembered()
    {
        _folder.Write("a", "1");
        await ReadAsync(TimeProvider.System, "a");
        File.Exists(_folder["digests"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else\nx\ty")]
    [InlineData("mops file digests 1\ngarbage\n\t\n1 2\ta\n")]
    public async Task Broken_file_of_digests_is_none(string text)
    {
        _folder.Write("a", "1");
        _folder.Write("digests", text);
        (await ReadAsync(Later(), "a")).ShouldHaveSingleItem().Sha256.ShouldBe(Digest.Of("1"u8));
    }

    private async Task<IReadOnlyList<ContentEntry>> ReadAsync(TimeProvider time, params string[] paths)
    {
        var digests = FileDigests.Load(_folder["digests"], time);
        var entries = await digests.ReadAsync(_folder.Path, paths, TestContext.Current.CancellationToken);
        digests.Save();
        return entries;
    }

    private static LaterClock Later() => new();

    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(1);
    }
}
