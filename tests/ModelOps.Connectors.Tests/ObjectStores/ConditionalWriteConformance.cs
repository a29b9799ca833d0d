using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>What stores do besides that check the condition of a write in one step with it.</summary>
public abstract class ConditionalWriteConformance(StoreFixture fixture) : ObjectStoreConformance(fixture)
{
    [Theory]
    [InlineData(10)]
    [InlineData(StoreFixture.PartBytes + 5)]
    public async Task One_of_many_creators_wins(int size)
    {
        var uri = Fixture.At($"race/{size}");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await PutAsync(uri, Bytes(size, i), PutCondition.IfAbsent);
                return i;
            }
            catch (ConflictException)
            {
                return -1;
            }
        }));
        var winner = outcomes.Where(outcome => outcome >= 0).ShouldHaveSingleItem();
        (await ReadAsync(uri, null)).ShouldBe(Bytes(size, winner));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(StoreFixture.PartBytes + 5)]
    public async Task Replacing_a_version_needs_that_version(int size)
    {
        var uri = Fixture.At($"versions/{size}");
        var first = await PutAsync(uri, Bytes(size, 1), PutCondition.Always);
        var second = await PutAsync(uri, Bytes(size, 2), PutCondition.IfVersion(first.Version));
        second.Version.ShouldNotBe(first.Version);
        (await Should.ThrowAsync<ConflictException>(() => PutAsync(uri, Bytes(size, 3), PutCondition.IfVersion(first.Version)))).Code.ShouldBe("object_version_changed");
        (await ReadAsync(uri, null)).ShouldBe(Bytes(size, 2));
        await Should.ThrowAsync<ConflictException>(() => PutAsync(Fixture.At($"versions/none/{size}"), Bytes(size, 3), PutCondition.IfVersion(first.Version)));
    }

    [Fact]
    public async Task Upload_that_was_broken_off_goes_on_in_another_process_where_it_was()
    {
        var uri = Fixture.At("resumed");
        var bytes = Bytes((StoreFixture.PartBytes * 4) + 17, 3);
        var options = new PutOptions { Sha256 = Digest.Of(bytes) };
        using var uploads = new TemporaryFolder();
        using (var first = Fixture.Reopen(uploads.Path))
        using (var cancel = new CancellationTokenSource())
        using (var content = new CancellingStream(bytes, StoreFixture.PartBytes * 3, cancel))
            await Should.ThrowAsync<OperationCanceledException>(() => first.PutAsync(uri, content, options, cancel.Token));
        await Should.ThrowAsync<NotFoundException>(() => Fixture.Store.StatAsync(uri, Token));
        using var wire = new CountingWire();
        using (var second = Fixture.Reopen(uploads.Path, wire))
        using (var content = new MemoryStream(bytes)) await second.PutAsync(uri, content, options, Token);
        wire.Sent.ShouldBeLessThan((StoreFixture.PartBytes * 2) + 10_000);
        (await ReadAsync(uri, null)).ShouldBe(bytes);
    }
}
