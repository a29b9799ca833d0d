using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Failures;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Testing.Clocks;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Caching;

public sealed class BundleCacheTests : IDisposable
{
    private static readonly string Large = new('x', 400_000);

    private readonly Shelf _shelf = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task Checkout_has_exactly_the_files_of_the_role_read_only()
    {
        var bundle = await _shelf.AddAsync(("run.sh", "#!/bin/sh"), ("a.py", "print(1)"), ("data/large", Large));
        await using var lease = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token);
        Directory.GetFiles(lease.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(lease.Path, path)).Order().ShouldBe(["a.py", "run.sh"]);
        File.ReadAllText(Path.Combine(lease.Path, "a.py")).ShouldBe("print(1)");
        File.GetUnixFileMode(Path.Combine(lease.Path, "a.py")).ShouldBe((UnixFileMode)0b100_100_100);
        File.GetUnixFileMode(Path.Combine(lease.Path, "run.sh")).ShouldBe((UnixFileMode)0b101_101_101);
        File.GetUnixFileMode(lease.Path).HasFlag(UnixFileMode.UserWrite).ShouldBeFalse();
        _shelf.Repository.Fetched.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Files_are_hard_links_of_the_cached_ones()
    {
        var bundle = await _shelf.AddAsync(("a.py", "print(1)"));
        await using var lease = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token);
        FileStamp.Of(Path.Combine(lease.Path, "a.py"))!.Value.Links.ShouldBe(3);
        var layer = Directory.GetDirectories(Path.Combine(_shelf.CacheFolder, bundle.Manifest.Digest.Hex, "layers")).ShouldHaveSingleItem();
        File.ReadAllText(Path.Combine(layer, "a.py")).ShouldBe("print(1)");
    }

    [Fact]
    public async Task Second_use_asks_the_registry_for_nothing()
    {
        var bundle = await _shelf.AddAsync(("a.py", "1"), ("data/large", Large));
        await (await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token)).DisposeAsync();
        _shelf.Repository.Fetched.Clear();
        var loaded = await _shelf.Cache.LoadAsync(bundle.Manifest.Digest, _shelf.Repository, Token);
        await (await new BundleCache(_shelf.CacheFolder, TimeProvider.System).CheckoutAsync(loaded, null, _shelf.Sources, Token)).DisposeAsync();
        _shelf.Repository.Fetched.ShouldBeEmpty();
    }

    [Fact]
    public async Task Next_version_fetches_only_what_no_cached_bundle_has()
    {
        var first = await _shelf.AddAsync(("a.py", "1"), ("large", Large));
        await (await _shelf.Cache.CheckoutAsync(first, null, _shelf.Sources, Token)).DisposeAsync();
        var second = await _shelf.AddAsync(("a.py", "2"), ("large", Large));
        _shelf.Repository.Fetched.Clear();
        await using var lease = await _shelf.Cache.CheckoutAsync(second, null, _shelf.Sources, Token);
        _shelf.Repository.Fetched.ShouldHaveSingleItem().Blob.ShouldBe(second.Manifest.Blobs.Single(blob => blob.MediaType == MediaTypes.Pack).Digest);
        File.ReadAllText(Path.Combine(lease.Path, "large")).ShouldBe(Large);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("1")]
    public async Task File_that_was_changed_in_a_checkout_is_put_away_and_fetched_again(string text)
    {
        var bundle = await _shelf.AddAsync(("a.py", "0"));
        string path;
        await using (var lease = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token))
        {
            path = Path.Combine(lease.Path, "a.py");
            var modified = File.GetLastWriteTimeUtc(path);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.WriteAllText(path, text);
            // A careful culprit.
            File.SetLastWriteTimeUtc(path, modified);
            File.SetUnixFileMode(path, (UnixFileMode)0b100_100_100);
        }
        await using var again = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token);
        File.ReadAllText(path).ShouldBe("0");
        _shelf.Repository.Fetched.Count.ShouldBe(2);
        Directory.GetFiles(Path.Combine(_shelf.CacheFolder, "quarantine")).Select(File.ReadAllText).ShouldBe([text]);
    }

    [Fact]
    public async Task What_does_not_belong_into_a_checkout_is_removed_and_what_lacks_comes_back()
    {
        var bundle = await _shelf.AddAsync(("a.py", "1"), ("code/b.py", "2"));
        string path;
        await using (var lease = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token)) path = lease.Path;
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        File.WriteAllText(Path.Combine(path, "stranger"), "");
        Directory.CreateDirectory(Path.Combine(path, "folder", "deep"));
        File.Delete(Path.Combine(path, "a.py"));
        await using var again = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token);
        Directory.GetFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Order().ShouldBe(["a.py", "code"]);
    }

    [Fact]
    public async Task Wrong_bytes_are_never_kept()
    {
        var bundle = await _shelf.AddAsync(("large", Large));
        _shelf.Repository.Instead = (blob, _, stream) => stream.WriteAsync(new byte[blob.Size]).AsTask();
        var error = await Should.ThrowAsync<CorruptDataException>(() => _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token));
        error.Code.ShouldBe("digest_mismatch");
        _shelf.Repository.Instead = null;
        await using var lease = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token);
        File.ReadAllText(Path.Combine(lease.Path, "large")).ShouldBe(Large);
    }

    [Fact]
    public async Task Broken_download_goes_on_where_it_broke()
    {
        var bundle = await _shelf.AddAsync(("large", Large));
        _shelf.Repository.Instead = async (_, _, stream) =>
        {
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Large[..100_000]));
            throw new OutsideException("registry_unreachable", "cut");
        };
        await Should.ThrowAsync<OutsideException>(() => _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token));
        _shelf.Repository.Instead = null;
        await using var lease = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token);
        _shelf.Repository.Fetched.Last().Offset.ShouldBe(100_000);
        File.ReadAllText(Path.Combine(lease.Path, "large")).ShouldBe(Large);
    }

    [Fact]
    public async Task Many_at_once_fetch_once()
    {
        var bundle = await _shelf.AddAsync(("a.py", "1"), ("large", Large));
        var caches = Enumerable.Range(0, 16).Select(_ => new BundleCache(_shelf.CacheFolder, TimeProvider.System));
        var leases = await Task.WhenAll(caches.Select(cache => Task.Run(() => cache.CheckoutAsync(bundle, null, _shelf.Sources, Token))));
        _shelf.Repository.Fetched.Count.ShouldBe(2);
        leases.Select(lease => lease.Path).Distinct().ShouldHaveSingleItem();
        foreach (var lease in leases) await lease.DisposeAsync();
    }

    [Fact]
    public async Task Sixteen_processes_fetch_once_and_a_killed_one_harms_nobody()
    {
        var bundle = await _shelf.AddAsync([.. Enumerable.Range(0, 300).Select(i => ($"f{i}", new string((char)('a' + i % 26), 5000 + i)))]);
        using (var victim = TestProcess.Start("bundle", _shelf.LayoutFolder, bundle.Manifest.Digest.ToString(), _shelf.CacheFolder))
        {
            await victim.ReadLineAsync();
            await victim.KillAsync();
        }
        var children = Enumerable.Range(0, 16).Select(_ => TestProcess.Start("bundle", _shelf.LayoutFolder, bundle.Manifest.Digest.ToString(), _shelf.CacheFolder)).ToList();
        var fetched = 0;
        foreach (var child in children)
        {
            (await child.ReadLineAsync()).ShouldBe("begin");
            var path = (await child.ReadLineAsync())!;
            Directory.GetFiles(path).Length.ShouldBe(300);
            fetched += int.Parse((await child.ReadToEndAsync()).Trim());
            child.Dispose();
        }
        fetched.ShouldBeLessThanOrEqualTo(bundle.Manifest.Blobs.Count);
        await using var lease = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token);
        foreach (var file in bundle.Index.Files) (await File.ReadAllBytesAsync(Path.Combine(lease.Path, file.Path))).Length.ShouldBe((int)file.Size);
    }

    [Fact]
    public async Task Collection_respects_leases_and_recent_use()
    {
        var clock = new ManualClock();
        var cache = new BundleCache(_shelf.CacheFolder, clock);
        var first = await _shelf.AddAsync(("a", "1"), ("shared", "s"));
        var second = await _shelf.AddAsync(("a", "2"), ("shared", "s"));
        await (await cache.CheckoutAsync(first, null, _shelf.Sources, Token)).DisposeAsync();
        await using var held = await cache.CheckoutAsync(second, null, _shelf.Sources, Token);
        cache.Collect(TimeSpan.FromDays(1)).Bundles.ShouldBe(0);
        clock.Advance(TimeSpan.FromDays(36_500));
        cache.Collect(TimeSpan.FromDays(1)).ShouldBe(new CacheRemoval(1, 1));
        File.ReadAllText(Path.Combine(held.Path, "shared")).ShouldBe("s");
        Directory.Exists(Path.Combine(_shelf.CacheFolder, first.Manifest.Digest.Hex)).ShouldBeFalse();
        await (await cache.CheckoutAsync(first, null, _shelf.Sources, Token)).DisposeAsync();
    }

    [Fact]
    public async Task Unknown_role_is_named_with_those_there_are()
    {
        var bundle = await _shelf.AddAsync(("a", "1"));
        var error = await Should.ThrowAsync<RoleMismatchException>(() => _shelf.Cache.CheckoutAsync(bundle, "worker", _shelf.Sources, Token));
        error.Message.ShouldBe("Role 'worker' not found in bundle. Available: default.");
    }
}
