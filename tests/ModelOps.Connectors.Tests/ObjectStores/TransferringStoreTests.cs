using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Tests.ObjectStores;

public sealed class TransferringStoreTests
{
    private const int Part = 1 << 20;

    private static readonly ObjectUri Uri = ObjectUri.Parse("s3://b/k");

    [Fact]
    public async Task Content_is_read_no_further_than_the_part_that_is_sent()
    {
        using var content = new MemoryStream(new byte[40 * Part]);
        var ahead = 0L;
        using var backend = new MemoryBackend { BeforePart = sent => ahead = Math.Max(ahead, content.Position - sent) };
        using var store = backend.Store(Part);
        await store.PutAsync(Uri, content, new() { Sha256 = Digest.Of(content.ToArray()) }, CancellationToken.None);
        backend.Parts.ShouldBe(Enumerable.Repeat(Part, 40));
        ahead.ShouldBe(Part);
    }

    [Theory]
    [InlineData(17, 17)]
    [InlineData(16, 9)]
    [InlineData(5, 5)]
    public async Task Parts_grow_where_a_store_takes_only_so_many(int maxParts, int parts)
    {
        using var backend = new MemoryBackend { MaxParts = maxParts };
        using var store = backend.Store(Part);
        using var content = new MemoryStream(new byte[17 * Part]);
        await store.PutAsync(Uri, content, new(), CancellationToken.None);
        backend.Parts.Count.ShouldBe(parts);
        backend.Parts.Sum().ShouldBe(17 * Part);
    }

    [Fact]
    public async Task Failed_upload_is_given_up_and_its_error_is_shown()
    {
        using var backend = new MemoryBackend { BeforePart = sent => { if (sent > 0) throw new OutsideException("store_unavailable", "busy"); } };
        using var store = backend.Store(Part);
        using var content = new MemoryStream(new byte[3 * Part]);
        (await Should.ThrowAsync<OutsideException>(() => store.PutAsync(Uri, content, new(), CancellationToken.None))).Code.ShouldBe("store_unavailable");
        (backend.Abandoned, backend.Completed).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Content_that_grows_or_shrinks_while_it_is_sent_is_never_completed()
    {
        foreach (var change in new[] { 1, -1 })
        {
            using var content = new MemoryStream();
            content.SetLength(3 * Part);
            using var backend = new MemoryBackend { BeforePart = _ => content.SetLength((3 * Part) + change) };
            using var store = backend.Store(Part);
            (await Should.ThrowAsync<InvalidInputException>(() => store.PutAsync(Uri, content, new(), CancellationToken.None))).Code.ShouldBe("content_mismatch");
            (backend.Abandoned, backend.Completed).ShouldBe((1, 0));
        }
    }
}
