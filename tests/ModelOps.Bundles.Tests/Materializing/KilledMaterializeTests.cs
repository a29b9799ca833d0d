using ModelOps.Bundles.Archives;
using ModelOps.Bundles.Tests.Caching;
using ModelOps.Bundles.Verifying;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Materializing;

public sealed class KilledMaterializeTests : IDisposable
{
    private readonly Shelf _shelf = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _shelf.Dispose();

    [Theory]
    [InlineData("cache/files")]
    [InlineData("work/f0")]
    [InlineData("work/f150")]
    public async Task Killed_materialize_leaves_whole_files_only_and_the_next_one_completes(string reached)
    {
        var bundle = await _shelf.AddAsync([.. Enumerable.Range(0, 300).Select(i => ($"f{i}", new string((char)('a' + i % 26), 20_000 + i)))]);
        var digest = bundle.Manifest.Digest.ToString();
        using (var victim = TestProcess.Start("materialize", _shelf.LayoutFolder, digest, _shelf.CacheFolder, _shelf["work"]))
        {
            await Eventually.TrueAsync(() => Path.Exists(_shelf[reached]), $"'{reached}' is there");
            await victim.KillAsync();
        }
        foreach (var file in bundle.Index.Files.Where(file => File.Exists(_shelf["work", file.Path])))
            new FileInfo(_shelf["work", file.Path]).Length.ShouldBe(file.Size);
        using var next = TestProcess.Start("materialize", _shelf.LayoutFolder, digest, _shelf.CacheFolder, _shelf["work"]);
        (await next.ReadToEndAsync()).Trim().ShouldBe("done");
        (await new BundleVerifier(null).VerifyFolderAsync(bundle, null, _shelf["work"], Token)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Killed_export_leaves_no_archive_by_its_name()
    {
        Directory.CreateDirectory(_shelf["tree"]);
        // Much to read without taking room on the disk.
        using (var large = File.Create(_shelf["tree", "large"])) large.SetLength(200 << 20);
        Directory.CreateDirectory(_shelf["out"]);
        using (var victim = TestProcess.Start("export", _shelf["tree"], _shelf["out", "b.tar"]))
        {
            await Eventually.TrueAsync(() => Directory.EnumerateFiles(_shelf["out"]).Any(path => new FileInfo(path).Length > 0), "the export has begun");
            await victim.KillAsync();
        }
        // It was killed in the middle, or had just ended: then the archive is whole.
        if (File.Exists(_shelf["out", "b.tar"])) await BundleArchive.ImportAsync(_shelf["out", "b.tar"], _shelf["back"], Token);
        var result = await BundleArchive.ExportAsync(_shelf["tree"], _shelf["out", "b.tar"], ArchiveCompression.None, includeExternal: false, Token);
        result.Bytes.ShouldBe((200 << 20) + 512 + 1024);
    }

    [Fact]
    public async Task Killed_import_leaves_no_folder_by_its_name()
    {
        Directory.CreateDirectory(_shelf["tree"]);
        using (var large = File.Create(_shelf["tree", "large"])) large.SetLength(200 << 20);
        File.WriteAllText(_shelf["tree", "small"], "1");
        await BundleArchive.ExportAsync(_shelf["tree"], _shelf["b.tar"], ArchiveCompression.None, includeExternal: false, Token);
        Directory.CreateDirectory(_shelf["in"]);
        using (var victim = TestProcess.Start("import", _shelf["b.tar"], _shelf["in", "back"]))
        {
            await Eventually.TrueAsync(() => Directory.EnumerateFiles(_shelf["in"], "large", SearchOption.AllDirectories).Any(), "the import has begun");
            await victim.KillAsync();
        }
        // It was killed in the middle, or had just ended: then all is there.
        if (Directory.Exists(_shelf["in", "back"])) File.ReadAllText(_shelf["in", "back", "small"]).ShouldBe("1");
        else (await BundleArchive.ImportAsync(_shelf["b.tar"], _shelf["in", "back"], Token)).Files.ShouldBe(2);
        new FileInfo(_shelf["in", "back", "large"]).Length.ShouldBe(200 << 20);
    }
}
