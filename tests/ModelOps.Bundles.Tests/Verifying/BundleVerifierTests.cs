using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.Tests.Caching;
using ModelOps.Bundles.Tests.External;
using ModelOps.Bundles.Tests.Packing;
using ModelOps.Bundles.Verifying;
using ModelOps.Contracts.Digests;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Verifying;

public sealed class BundleVerifierTests : IDisposable
{
    private readonly Shelf _shelf = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task Whole_bundle_verifies()
    {
        var bundle = await _shelf.AddAsync(("a", "1"), ("large", new string('x', 300_000)));
        var report = await new BundleVerifier(null).VerifyAsync(bundle, null, _shelf.Repository, Token);
        (report.IsOk, report.Files, report.Bytes).ShouldBe((true, 2, bundle.Manifest.Blobs.Sum(blob => blob.Size)));
    }

    [Fact]
    public async Task Every_bad_blob_is_listed_with_what_it_should_be()
    {
        var bundle = await _shelf.AddAsync(("a", "1"), ("large", new string('x', 300_000)), ("code/b", new string('y', 300_000)));
        var large = bundle.Manifest.Blobs.Where(blob => blob.MediaType == MediaTypes.File).ToList();
        var path = Path.Combine(_shelf.LayoutFolder, "blobs", "sha256");
        File.WriteAllText(Path.Combine(path, large[0].Digest.Hex), new string('z', 300_000));
        File.Delete(Path.Combine(path, large[1].Digest.Hex));
        var report = await new BundleVerifier(null).VerifyAsync(bundle, null, _shelf.Repository, Token);
        report.IsOk.ShouldBeFalse();
        report.Mismatches.Select(mismatch => mismatch.Actual).Order().ShouldBe(["missing", $"{Digest.Of(File.ReadAllBytes(Path.Combine(path, large[0].Digest.Hex)))} (300000 bytes)"]);
    }

    [Fact]
    public async Task Edited_and_missing_files_of_a_folder_are_listed()
    {
        var bundle = await _shelf.AddAsync(("a", "1"), ("b", "2"), ("c", "3"));
        await new Materializer(_shelf.Cache, _shelf.Repository).RunAsync(bundle, _shelf["work"], new(), Token);
        var verifier = new BundleVerifier(null);
        (await verifier.VerifyFolderAsync(bundle, null, _shelf["work"], Token)).IsOk.ShouldBeTrue();
        File.WriteAllText(_shelf["work", "a"], "edited");
        File.Delete(_shelf["work", "b"]);
        var report = await verifier.VerifyFolderAsync(bundle, null, _shelf["work"], Token);
        report.Mismatches.ShouldBe([new Mismatch("a", $"{Digest.Of("1"u8)} (1 bytes)", $"{Digest.Of("edited"u8)} (6 bytes)"), new("b", $"{Digest.Of("2"u8)} (1 bytes)", "missing")]);
    }

    [Theory]
    [InlineData("1,2,3", null)]
    [InlineData("1,2,4", "(5 bytes)")]
    [InlineData(null, "missing")]
    public async Task External_file_is_what_its_store_says(string? there, string? actual)
    {
        using var source = new TemporaryFolder();
        source.Write("big.csv", "1,2,3");
        var bundle = await _shelf.StoreAsync(await Trees.PackAsync(source, [Trees.Member(source, "big.csv") with { External = new("az://data/big.csv", null) }]));
        var store = new MemoryFiles();
        if (there is not null) store.Objects["az://data/big.csv"] = System.Text.Encoding.ASCII.GetBytes(there);
        var report = await new BundleVerifier(store).VerifyAsync(bundle, null, _shelf.Repository, Token);
        (report.Pointers, report.IsOk).ShouldBe((1, actual is null));
        if (actual is not null) report.Mismatches.ShouldHaveSingleItem().Actual.ShouldEndWith(actual);
    }
}
