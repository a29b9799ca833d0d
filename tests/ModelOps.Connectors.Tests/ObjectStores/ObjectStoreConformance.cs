using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>What every object store does.</summary>
public abstract class ObjectStoreConformance(StoreFixture fixture) : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected StoreFixture Fixture => fixture;

    private IObjectStore Store => fixture.Store;

    public async ValueTask InitializeAsync() => await fixture.StartedAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(StoreFixture.PartBytes)]
    [InlineData(StoreFixture.PartBytes + 1)]
    [InlineData(3 << 20 | 17)]
    public async Task Object_of_any_size_comes_back_as_it_was_written(int size)
    {
        var (uri, bytes) = (fixture.At($"sizes/{size}"), Bytes(size, 1));
        var put = await PutAsync(uri, bytes, PutCondition.IfAbsent);
        (put.Size, put.Sha256).ShouldBe((size, Digest.Of(bytes)));
        var stat = await Store.StatAsync(uri, Token);
        (stat.Uri, stat.Size, stat.Sha256, stat.Version).ShouldBe((uri, size, Digest.Of(bytes), put.Version));
        (await ReadAsync(uri, null)).ShouldBe(bytes);
        (await ReadAsync(uri, new(Digest.Of(bytes), size))).ShouldBe(bytes);
    }

    [Theory]
    [InlineData("plain/a b+c.csv")]
    [InlineData("plain/é中.csv")]
    [InlineData("plain/50%25=a&b;c,d@e!$'().csv")]
    public async Task Keys_are_taken_literally(string key)
    {
        var bytes = Bytes(10, key.Length);
        await PutAsync(fixture.At(key), bytes, PutCondition.IfAbsent);
        (await ReadAsync(fixture.At(key), null)).ShouldBe(bytes);
        (await Should.ThrowAsync<NotFoundException>(() => Store.StatAsync(fixture.At(key + "x"), Token))).Code.ShouldBe("object_not_found");
    }

    [Fact]
    public async Task Missing_object_is_not_found()
    {
        var uri = fixture.At("nothing/here");
        (await Should.ThrowAsync<NotFoundException>(() => Store.StatAsync(uri, Token))).Message.ShouldContain(uri.ToString());
        (await Should.ThrowAsync<NotFoundException>(() => Store.OpenAsync(uri, null, Token))).Code.ShouldBe("object_not_found");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(StoreFixture.PartBytes * 2)]
    public async Task Creating_twice_is_one_write_and_other_content_is_refused(int size)
    {
        var uri = fixture.At($"create/{size}");
        var first = await PutAsync(uri, Bytes(size, 1), PutCondition.IfAbsent);
        (await PutAsync(uri, Bytes(size, 1), PutCondition.IfAbsent)).Version.ShouldBe(first.Version);
        (await Should.ThrowAsync<ConflictException>(() => PutAsync(uri, Bytes(size, 2), PutCondition.IfAbsent))).Code.ShouldBe("object_exists");
        (await ReadAsync(uri, null)).ShouldBe(Bytes(size, 1));
    }

    [Fact]
    public async Task Many_writers_of_the_same_content_all_succeed()
    {
        var uri = fixture.At("same");
        var bytes = Bytes((StoreFixture.PartBytes * 2) + 1, 7);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PutAsync(uri, bytes, PutCondition.IfAbsent)));
        (await ReadAsync(uri, null)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Different_content_is_replaced_and_the_same_is_not_sent_again()
    {
        var uri = fixture.At("different");
        await PutAsync(uri, Bytes(10, 1), PutCondition.IfDifferent);
        var second = await PutAsync(uri, Bytes(11, 2), PutCondition.IfDifferent);
        (await PutAsync(uri, Bytes(11, 2), PutCondition.IfDifferent)).Version.ShouldBe(second.Version);
        (await ReadAsync(uri, null)).ShouldBe(Bytes(11, 2));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(StoreFixture.PartBytes * 3)]
    public async Task Content_with_another_digest_than_announced_never_appears(int size)
    {
        var uri = fixture.At($"announced/{size}");
        using var content = new MemoryStream(Bytes(size, 1));
        var options = new PutOptions { Sha256 = Digest.Of(Bytes(size, 2)) };
        (await Should.ThrowAsync<InvalidInputException>(() => Store.PutAsync(uri, content, options, Token))).Code.ShouldBe("content_mismatch");
        await Should.ThrowAsync<NotFoundException>(() => Store.StatAsync(uri, Token));
    }

    [Fact]
    public async Task Content_is_taken_from_the_position_of_its_stream()
    {
        using var content = new MemoryStream(Bytes(100, 1)) { Position = 40 };
        await Store.PutAsync(fixture.At("position"), content, new(), Token);
        (await ReadAsync(fixture.At("position"), null)).ShouldBe(Bytes(100, 1)[40..]);
    }

    [Fact]
    public async Task Object_that_is_not_what_is_expected_is_refused()
    {
        var uri = fixture.At("expected");
        await PutAsync(uri, Bytes(1000, 1), PutCondition.IfAbsent);
        ObjectIdentity[] wrong = [new(Digest.Of(Bytes(1000, 2)), 1000), new(Digest.Of(Bytes(1000, 1)), 999)];
        foreach (var expected in wrong)
            (await Should.ThrowAsync<CorruptDataException>(() => ReadAsync(uri, expected))).Code.ShouldBe("object_mismatch");
    }

    [Fact]
    public async Task Cancelled_write_leaves_nothing()
    {
        var uri = fixture.At("cancelled");
        using var cancel = new CancellationTokenSource();
        using var content = new CancellingStream(Bytes(StoreFixture.PartBytes * 3, 1), StoreFixture.PartBytes * 2, cancel);
        await Should.ThrowAsync<OperationCanceledException>(() => Store.PutAsync(uri, content, new() { Sha256 = Digest.Of("x"u8) }, cancel.Token));
        await Should.ThrowAsync<NotFoundException>(() => Store.StatAsync(uri, Token));
    }

    protected static byte[] Bytes(int size, int variant)
    {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++) bytes[i] = (byte)((i * 31) + (i >> 9) + variant);
        return bytes;
    }

    protected async Task<ObjectStat> PutAsync(ObjectUri uri, byte[] bytes, PutCondition condition)
    {
        using var content = new MemoryStream(bytes);
        return await Store.PutAsync(uri, content, new() { Condition = condition }, Token);
    }

    protected async Task<byte[]> ReadAsync(ObjectUri uri, ObjectIdentity? expected)
    {
        await using var stream = await Store.OpenAsync(uri, expected, Token);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Token);
        return copy.ToArray();
    }
}
