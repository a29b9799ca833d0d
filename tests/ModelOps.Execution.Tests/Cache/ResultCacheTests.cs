using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Cache;
using ModelOps.Execution.Tests.Pool;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Cache;

public sealed class ResultCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Least_recently_used_segments_go_first()
    {
        var cache = Cache();
        foreach (var model in new byte[] { 1, 2, 3 }) await FillAsync(cache, model);
        MakeOlder();
        // Reading the first again makes it the newest.
        await FillAsync(cache, 1);
        var sizes = cache.Models().Select(model => model.Bytes).ToList();

        var trimmed = await cache.TrimAsync(sizes[0], Token);

        trimmed.KeptBytes.ShouldBe(sizes[0]);
        trimmed.RemovedResults.ShouldBe(20);
        cache.Models().ShouldHaveSingleItem().Content.ShouldBe(Digest.Of([1]).ToString());
        Directory.GetDirectories(_folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Segment_in_use_is_left()
    {
        var cache = Cache();
        await FillAsync(cache, 1);
        var bytes = cache.Models().Single().Bytes;
        using (await cache.OpenWriterAsync(await ScopeAsync(1), Token)) (await cache.TrimAsync(0, Token)).ShouldBe(new(0, 0, bytes, 1));
        (await cache.TrimAsync(0, Token)).ShouldBe(new(bytes, 10, 0, 0));
    }

    [Fact]
    public async Task Empty_and_missing_cache_have_nothing_to_remove()
    {
        var cache = new ResultCache(_folder["missing"], TimeProvider.System);
        cache.Models().ShouldBeEmpty();
        (await cache.TrimAsync(0, Token)).ShouldBe(new(0, 0, 0, 0));
        Directory.Exists(_folder["missing"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Cache_keeps_itself_below_its_size()
    {
        var cache = new ResultCache(_folder.Path, TimeProvider.System) { SegmentBytes = 10_000, MaxBytes = 50_000 };
        for (var i = 0; i < 40; i++)
        {
            await FillAsync(cache, 1, from: 100 * i, bytes: 1000);
            MakeOlder();
        }
        cache.Models().Sum(model => model.Bytes).ShouldBeInRange(20_000, 65_000);
        (await FillAsync(cache, 1, from: 3900, bytes: 1000)).ShouldBe(0);
    }

    private static ModelBinding Bind(byte model) => new(Digest.Of([model]), "/nowhere", Entrypoint.Parse("m:f"));

    private static async Task<ResultScope> ScopeAsync(byte model) => ResultScope.Of(Bind(model), await new EchoEngine().PrepareAsync(Token));

    // Runs ten tasks of a model and gives how many were not known.
    private static async Task<int> FillAsync(ResultCache cache, byte model, int from = 0, int bytes = 100)
    {
        var inner = new EchoEngine { TableBytes = bytes };
        await using var engine = new CachedEngine(inner, Bind(model), cache);
        var tasks = Enumerable.Range(from, 10).Select(i => Runs.Task(i, seed: (ulong)i));
        await foreach (var outcome in engine.RunAsync(tasks.ToAsyncEnumerable(), Token)) outcome.Error.ShouldBeNull();
        return inner.Ran.Count;
    }

    private ResultCache Cache() => new(_folder.Path, TimeProvider.System);

    // The order of use is that of file times, which are coarse: an hour between two uses.
    private void MakeOlder()
    {
        foreach (var path in Directory.GetFiles(_folder.Path, "*.results", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddHours(-1));
    }
}
