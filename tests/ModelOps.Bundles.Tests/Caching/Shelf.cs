using ModelOps.Bundles.Caching;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Layouts;
using ModelOps.Bundles.Tests.Packing;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Caching;

/// <summary>A repository with bundles, and an empty cache. What is fetched is counted.</summary>
internal sealed class Shelf : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Shelf()
    {
        Repository = new(new LayoutRepository(_folder["layout"], TimeProvider.System));
        Cache = new(CacheFolder, TimeProvider.System);
    }

    public CountingRepository Repository { get; }

    public BundleCache Cache { get; }

    public string CacheFolder => _folder["cache"];

    public string LayoutFolder => _folder["layout"];

    public CacheSources Sources => new(Repository);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A path beside the cache.</summary>
    public string this[params string[] parts] => _folder[parts];

    /// <summary>Packs and stores files, one layer a folder of the source; files outside of a folder are in the layer <c>code</c>.</summary>
    public Task<Bundle> AddAsync(params (string Path, string Text)[] files) => AddAsync(null, files);

    public async Task<Bundle> AddAsync(string? tag, params (string Path, string Text)[] files)
    {
        using var source = new TemporaryFolder();
        foreach (var (path, text) in files) source.Write(path, text);
        if (files.Any(file => file.Path == "run.sh")) File.SetUnixFileMode(source["run.sh"], (UnixFileMode)0b111_101_101);
        var members = files.Select(file => Trees.Member(source, file.Path, file.Path.Contains('/', StringComparison.Ordinal) ? file.Path.Split('/')[0] : Trees.Layer));
        return await StoreAsync(await Trees.PackAsync(source, members), tag);
    }

    public async Task<Bundle> StoreAsync(PackedBundle packed, string? tag = null)
    {
        foreach (var blob in packed.Blobs) await Repository.PutBlobAsync(blob, token => packed.OpenAsync(blob, token), Token);
        await Repository.PutManifestAsync(packed.Bundle.Manifest.Bytes, tag, ExpectedTag.Any, Token);
        return packed.Bundle;
    }

    public void Dispose()
    {
        Repository.Dispose();
        _folder.Dispose();
    }
}
