using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

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

    [Theory]
    [InlineData(2 * Part, new[] { Part, Part / 2 })]
    [InlineData(Part / 4, new[] { Part, Part, Part, Part / 4 })]
    [InlineData(null, new[] { Part, Part, Part, Part / 2 })]
    public async Task Broken_upload_is_kept_and_gone_on_with_where_the_store_has_it(int? kept, int[] sentAgain)
    {
        using var uploads = new TemporaryFolder();
        var bytes = new byte[(3 * Part) + (Part / 2)];
        using (var broken = new MemoryBackend { BeforePart = sent => { if (sent > 0) throw new OutsideException("store_unreachable", "cut", retryable: true); } })
        using (var store = broken.Store(Part, uploads.Path))
        using (var content = new MemoryStream(bytes))
        {
            await Should.ThrowAsync<OutsideException>(() => store.PutAsync(Uri, content, new(), CancellationToken.None));
            broken.Abandoned.ShouldBe(0);
        }
        using var backend = new MemoryBackend { Kept = kept };
        using var next = backend.Store(Part, uploads.Path);
        using var again = new MemoryStream(bytes);
        await next.PutAsync(Uri, again, new(), CancellationToken.None);
        backend.Parts.ShouldBe(sentAgain);
        Directory.GetFiles(uploads.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_content_for_the_same_address_does_not_go_on_with_an_upload()
    {
        using var uploads = new TemporaryFolder();
        using var broken = new MemoryBackend { BeforePart = _ => throw new OutsideException("store_unreachable", "cut", retryable: true) };
        using (var store = broken.Store(Part, uploads.Path))
        using (var content = new MemoryStream(new byte[3 * Part])) await Should.ThrowAsync<OutsideException>(() => store.PutAsync(Uri, content, new(), CancellationToken.None));
        using var backend = new MemoryBackend { Kept = 2 * Part };
        using var next = backend.Store(Part, uploads.Path);
        using var other = new MemoryStream([.. new byte[(3 * Part) - 1], 1]);
        await next.PutAsync(Uri, other, new(), CancellationToken.None);
        backend.Parts.ShouldBe([Part, Part, Part]);
    }

    [Fact]
    public async Task Two_uploads_at_once_do_not_share_a_session()
    {
        using var uploads = new TemporaryFolder();
        using var second = new MemoryBackend { Kept = Part };
        using var outer = new MemoryBackend
        {
            BeforePart = _ =>
            {
                using var content = new MemoryStream(new byte[3 * Part]);
                using var store = second.Store(Part, uploads.Path);
                if (second.Completed == 0) store.PutAsync(Uri, content, new(), CancellationToken.None).GetAwaiter().GetResult();
            },
        };
        using var first = outer.Store(Part, uploads.Path);
        using var mine = new MemoryStream(new byte[3 * Part]);
        await first.PutAsync(Uri, mine, new(), CancellationToken.None);
        second.Parts.Count.ShouldBe(3);
    }
}
