using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries.Layouts;
using ModelOps.Bundles.Running;
using ModelOps.Bundles.Tests.Caching;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Tests.Running;

public sealed class ReferencedBundlesTests : IDisposable
{
    private readonly Shelf _shelf = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task Tag_that_moves_after_it_was_pinned_changes_nothing_that_runs()
    {
        var first = await _shelf.AddAsync("v1", ("model.py", "1"), ("data/x", "1"));
        var bundles = Create();
        var pinned = await bundles.PinAsync($"oci:{_shelf.LayoutFolder}:v1", "/", [], Token);
        await _shelf.AddAsync("v1", ("model.py", "2"));
        await using var lease = await bundles.CheckoutAsync(pinned, Token);
        (pinned.Content, pinned.Files, pinned.Bytes).ShouldBe((first.Index.Content, 2, 2));
        File.ReadAllText(Path.Combine(lease.Path, "model.py")).ShouldBe("1");
        File.ReadAllText(Path.Combine(lease.Path, "data", "x")).ShouldBe("1");
    }

    [Fact]
    public async Task Cached_digest_needs_no_registry()
    {
        var bundle = await _shelf.AddAsync(("model.py", "1"));
        var reference = $"oci:{_shelf.LayoutFolder}@{bundle.Manifest.Digest}";
        await (await LeaseAsync(reference)).DisposeAsync();
        Directory.Delete(_shelf.LayoutFolder, recursive: true);
        await using var lease = await LeaseAsync(reference);
        File.ReadAllText(Path.Combine(lease.Path, "model.py")).ShouldBe("1");
    }

    [Fact]
    public async Task Path_is_a_folder_as_before()
    {
        Directory.CreateDirectory(_shelf["project"]);
        File.WriteAllText(_shelf["project", "a"], "1");
        foreach (var reference in new[] { "project", "./project", _shelf["project"] })
        {
            var pinned = await Create().PinAsync(reference, _shelf["."], [], Token);
            pinned.Files.ShouldBe(1);
        }
        (await Should.ThrowAsync<InvalidInputException>(() => Create().PinAsync("missing", _shelf["."], [], Token))).Code.ShouldBe("bundle_not_found");
    }

    [Fact]
    public async Task Folder_and_pushed_bundle_of_the_same_content_have_one_identity()
    {
        var bundle = await _shelf.AddAsync(("a", "1"), ("b", "22"));
        Directory.CreateDirectory(_shelf["project"]);
        File.WriteAllText(_shelf["project", "a"], "1");
        File.WriteAllText(_shelf["project", "b"], "22");
        (await Create().PinAsync(_shelf["project"], "/", [], Token)).Content.ShouldBe(bundle.Index.Content);
    }

    [Fact]
    public async Task Unknown_tag_is_not_found() =>
        (await Should.ThrowAsync<NotFoundException>(() => Create().PinAsync($"oci:{_shelf.LayoutFolder}:none", "/", [], Token))).Code.ShouldBe("tag_not_found");

    [Fact]
    public async Task Pinned_reference_names_the_bundle_by_digest_from_any_folder()
    {
        var bundle = await _shelf.AddAsync("v1", ("model.py", "1"));
        var pinned = await Create().PinAsync($"oci:{Path.GetFileName(_shelf.LayoutFolder)}:v1", Path.GetDirectoryName(_shelf.LayoutFolder)!, [], Token);
        pinned.Reference.ShouldBe($"oci:{_shelf.LayoutFolder}@{bundle.Manifest.Digest}");
        (await Create().PinAsync(pinned.Reference, "/", [], Token)).ShouldBe(pinned);
        Directory.CreateDirectory(_shelf["project"]);
        (await Create().PinAsync("project", _shelf["."], [], Token)).Reference.ShouldBe(_shelf["project"]);
    }

    [Fact]
    public async Task Assembly_that_was_not_pushed_is_named()
    {
        await _shelf.AddAsync("v1", ("model.py", "1"));
        var error = await Should.ThrowAsync<InvalidInputException>(() => Create().PinAsync($"oci:{_shelf.LayoutFolder}:v1", "/", ["bin/Model.dll"], Token));
        (error.Code, error.Message.Contains("'bin/Model.dll'", StringComparison.Ordinal)).ShouldBe(("assembly_not_found", true));
    }

    [Theory]
    [InlineData("ghcr.io/team/sir")]
    [InlineData("sir:1.0")]
    [InlineData("team/sir@v1")]
    public async Task Text_in_the_form_of_a_reference_is_no_path(string reference) =>
        (await Should.ThrowAsync<Exception>(() => Refused().PinAsync(reference, "/", [], Token))).Message.ShouldBe("asked");

    [Theory]
    [InlineData("models/sir")]
    [InlineData("../sir:1.0")]
    [InlineData("/srv/sir@home")]
    public async Task Text_in_the_form_of_a_path_is_one(string path) =>
        (await Should.ThrowAsync<InvalidInputException>(() => Refused().PinAsync(path, "/", [], Token))).Code.ShouldBe("bundle_not_found");

    [Fact]
    public async Task Materialised_folder_has_the_content_of_its_bundle()
    {
        var bundle = await _shelf.AddAsync(("a", "1"), ("b", "22"));
        using var repository = new LayoutRepository(_shelf.LayoutFolder, TimeProvider.System);
        await new Materializer(new(_shelf.CacheFolder, TimeProvider.System), repository).RunAsync(bundle, _shelf["copy"], new(), Token);
        (await Create().PinAsync(_shelf["copy"], "/", [], Token)).Content.ShouldBe(bundle.Index.Content);
    }

    private ReferencedBundles Refused() =>
        new(new FolderBundles(_shelf["checkouts"], TimeProvider.System), () => throw new InvalidOperationException("asked"));

    private async Task<Contracts.Bundles.IBundleLease> LeaseAsync(string reference)
    {
        var bundles = Create();
        return await bundles.CheckoutAsync(await bundles.PinAsync(reference, "/", [], Token), Token);
    }

    private ReferencedBundles Create() =>
        new(
        new FolderBundles(_shelf["checkouts"], TimeProvider.System),
        () => new(new(_shelf.CacheFolder, TimeProvider.System), new RegistryDefaults(null, null), new()));
}
