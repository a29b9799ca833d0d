using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Errors;

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
}
