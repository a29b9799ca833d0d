using System.Text;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Content;
using ModelOps.Durability.Logs;
using ModelOps.Testing.Folders;

namespace ModelOps.Durability.Tests.Content;

public sealed class ContentStoreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((256 << 10) - 1)]
    [InlineData(256 << 10)]
    [InlineData(1_000_000)]
    public async Task Stored_bytes_are_found_by_their_digest_by_all_ways_in_and_out(int size)
    {
        using var folder = new TemporaryFolder();
        var bytes = Enumerable.Range(0, size).Select(i => (byte)(i * 7)).ToArray();
        using (var store = ContentStore.Open(folder["put"])) (await store.PutAsync(new MemoryStream(bytes), CancellationToken.None)).ShouldBe(Digest.Of(bytes));
        using (var store = ContentStore.Open(folder["add"]))
        {
            store.Add(bytes).ShouldBe(Digest.Of(bytes));
            (await ReadAsync(await store.OpenAsync(Digest.Of(bytes), CancellationToken.None))).ShouldBe(bytes);
            await store.FlushAsync(CancellationToken.None);
        }
        foreach (var name in new[] { "put", "add" })
        {
            var snapshot = ContentSnapshot.Open(folder[name]);
            (await ReadAsync(await snapshot.OpenAsync(Digest.Of(bytes), CancellationToken.None))).ShouldBe(bytes);
            using var again = ContentStore.Open(folder[name]);
            again.Contains(Digest.Of(bytes)).ShouldBeTrue();
            (await ReadAsync(await again.OpenAsync(Digest.Of(bytes), CancellationToken.None))).ShouldBe(bytes);
        }
    }

    [Fact]
    public async Task Identical_bytes_are_stored_once_by_concurrent_writers()
    {
        using var folder = new TemporaryFolder();
        var small = Encoding.ASCII.GetBytes("the same few bytes");
        var large = new byte[300_000];
        using (var store = ContentStore.Open(folder.Path))
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
            {
                if (i % 2 == 0) store.Add(small);
                else await store.PutAsync(new MemoryStream(large), CancellationToken.None);
                await store.FlushAsync(CancellationToken.None);
            })));
        }
        Directory.GetFiles(folder["blobs"]).ShouldBe([folder["blobs", Digest.Of(large).Hex]]);
        Directory.GetFiles(folder["packs"], "*.log").Sum(path => new FileInfo(path).Length).ShouldBe(24 + 8 + 32 + small.Length);
    }

    [Fact]
    public async Task Bytes_nobody_stored_are_not_found()
    {
        using var folder = new TemporaryFolder();
        using var store = ContentStore.Open(folder.Path);
        store.Contains(Digest.Of("x"u8)).ShouldBeFalse();
        (await Should.ThrowAsync<NotFoundException>(() => store.OpenAsync(Digest.Of("x"u8), CancellationToken.None))).Code.ShouldBe("blob_not_found");
        var snapshot = ContentSnapshot.Open(folder.Path);
        await Should.ThrowAsync<NotFoundException>(() => snapshot.OpenAsync(Digest.Of("x"u8), CancellationToken.None));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300_000)]
    public async Task Changed_blob_is_not_handed_out(int size)
    {
        using var folder = new TemporaryFolder();
        using var store = ContentStore.Open(folder.Path);
        var digest = store.Add(new byte[size]);
        await store.FlushAsync(CancellationToken.None);
        var path = Directory.GetFiles(folder.Path, size < 100 ? "*.log" : digest.Hex, SearchOption.AllDirectories).ShouldHaveSingleItem();
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte(1);
        }
        var error = await Should.ThrowAsync<CorruptDataException>(() => store.OpenAsync(digest, CancellationToken.None));
        error.Code.ShouldBe("corrupt_blob");
        error.Message.ShouldContain(digest.ToString());
    }

    [Fact]
    public async Task Record_under_a_wrong_digest_is_not_handed_out()
    {
        using var folder = new TemporaryFolder();
        var digest = Digest.Of("right"u8);
        using (var packs = SegmentedLog.Open(folder["packs"]))
        {
            packs.Append([.. digest.ToHash(), .. "wrong"u8]);
            await packs.FlushAsync(CancellationToken.None);
        }
        using var store = ContentStore.Open(folder.Path);
        (await Should.ThrowAsync<CorruptDataException>(() => store.OpenAsync(digest, CancellationToken.None))).Code.ShouldBe("corrupt_blob");
        var snapshot = ContentSnapshot.Open(folder.Path);
        (await Should.ThrowAsync<CorruptDataException>(() => snapshot.OpenAsync(digest, CancellationToken.None))).Code.ShouldBe("corrupt_blob");
    }

    [Fact]
    public async Task Log_of_something_else_is_refused_as_a_store()
    {
        using var folder = new TemporaryFolder();
        using (var log = SegmentedLog.Open(folder["packs"]))
        {
            log.Append("a journal"u8);
            await log.FlushAsync(CancellationToken.None);
        }
        Should.Throw<CorruptDataException>(() => ContentStore.Open(folder.Path)).Code.ShouldBe("corrupt_blob");
        Should.Throw<CorruptDataException>(() => ContentStore.Open(folder.Path)).Message.ShouldContain("Record 0");
    }

    [Fact]
    public void Second_writer_is_refused_and_what_a_killed_one_left_is_removed()
    {
        using var folder = new TemporaryFolder();
        using (ContentStore.Open(folder.Path))
            Should.Throw<ConflictException>(() => ContentStore.Open(folder.Path, "The cache")).Message.ShouldStartWith("The cache is in use by process");
        folder.Write("blobs/.mops-abc.tmp", "half a blob");
        using var store = ContentStore.Open(folder.Path);
        Directory.GetFiles(folder["blobs"]).ShouldBeEmpty();
        store.Recovery.ShouldBeNull();
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        await using (stream)
        {
            var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.ToArray();
        }
    }
}
