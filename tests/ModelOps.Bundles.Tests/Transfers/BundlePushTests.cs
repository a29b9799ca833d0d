using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Http;
using ModelOps.Bundles.Tests.External;
using ModelOps.Bundles.Tests.Packing;
using ModelOps.Bundles.Transfers;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Registries;

namespace ModelOps.Bundles.Tests.Transfers;

public sealed class BundlePushTests : IAsyncLifetime
{
    private readonly FakeRegistry _registry = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Dry_run_says_what_would_be_sent_and_sends_nothing()
    {
        var packed = await Trees.PackAsync(_folder, ("a", "1"), ("large", new string('x', 300_000)));
        var result = await PushAsync(packed, new() { Tags = ["v1"], DryRun = true });
        result.Sent.ShouldBe(packed.Blobs);
        result.BytesSent.ShouldBe(packed.Blobs.Sum(blob => blob.Size));
        _registry.Requests.ShouldAllBe(request => request.StartsWith("HEAD ") || request.StartsWith("GET "));
        (await PushAsync(packed, new() { Tags = ["v1"] })).Sent.ShouldBe(packed.Blobs);
    }

    [Fact]
    public async Task Unchanged_bundle_costs_one_request()
    {
        var packed = await Trees.PackAsync(_folder, ("a", "1"));
        (await PushAsync(packed, new() { Tags = ["v1"] })).TagMoved.ShouldBeTrue();
        _registry.Requests.Clear();
        var result = await PushAsync(packed, new() { Tags = ["v1"] });
        (result.BytesSent, result.TagMoved, result.Digest).ShouldBe((0, false, packed.Bundle.Manifest.Digest));
        _registry.Requests.ShouldHaveSingleItem().ShouldBe("HEAD /v2/r/manifests/v1");
    }

    [Fact]
    public async Task One_changed_file_costs_a_pack_and_four_requests_beside_the_manifest()
    {
        var members = BundlePackerTests.Many(_folder, 2000).ToList();
        var first = await Trees.PackAsync(_folder, members);
        await PushAsync(first, new() { Tags = ["v1"] });
        _folder.Write(members[777].Entry.Path, "changed");
        members[777] = Trees.Member(_folder, members[777].Entry.Path);
        var second = await Trees.PackAsync(_folder, members, first.Bundle.Index);
        _registry.Requests.Clear();
        var result = await PushAsync(second, new() { Tags = ["v1"], Expected = ExpectedTag.At(first.Bundle.Manifest.Digest), Known = first.Bundle });
        _registry.Requests.Count(request => !request.Contains("/manifests/")).ShouldBeLessThanOrEqualTo(4);
        result.Sent.Where(blob => blob.MediaType == MediaTypes.Pack).ShouldHaveSingleItem().Size.ShouldBeLessThanOrEqualTo(4 << 20);
    }

    [Fact]
    public async Task Colleagues_push_is_not_overwritten_and_nothing_is_sent()
    {
        var mine = await Trees.PackAsync(_folder, ("a", "1"));
        await PushAsync(mine, new() { Tags = ["latest"] });
        var theirs = await Trees.PackAsync(_folder, ("a", "2"));
        await PushAsync(theirs, new() { Tags = ["latest"] });
        var next = await Trees.PackAsync(_folder, ("a", "3"));
        _registry.Requests.Clear();
        var error = await Should.ThrowAsync<TagMovedException>(() => PushAsync(next, new() { Tags = ["latest"], Expected = ExpectedTag.At(mine.Bundle.Manifest.Digest) }));
        error.Actual.ShouldBe(theirs.Bundle.Manifest.Digest);
        _registry.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Failed_upload_sets_no_tag_and_the_next_push_sends_only_the_rest()
    {
        var packed = await Trees.PackAsync(_folder, ("a", "1"), ("large", new string('x', 300_000)));
        _registry.Fault = async context =>
        {
            if (context.Request.HttpMethod != "PUT" || context.Request.ContentLength64 < 300_000) return false;
            await context.Request.InputStream.CopyToAsync(Stream.Null);
            context.Response.StatusCode = 403;
            return true;
        };
        await Should.ThrowAsync<OutsideException>(() => PushAsync(packed, new() { Tags = ["v1"] }));
        _registry.Requests.ShouldNotContain("PUT /v2/r/manifests/v1");
        _registry.Fault = _ => Task.FromResult(false);
        var result = await PushAsync(packed, new() { Tags = ["v1"] });
        result.Sent.ShouldContain(blob => blob.Size == 300_000);
        result.Present.ShouldBeLessThan(packed.Blobs.Count);
    }

    [Fact]
    public async Task File_that_changes_while_it_is_sent_is_noticed()
    {
        var packed = await Trees.PackAsync(_folder, ("large", new string('x', 300_000)));
        _folder.Write("large", new string('y', 300_000));
        (await Should.ThrowAsync<ConflictException>(() => PushAsync(packed, new() { Tags = ["v1"] }))).Code.ShouldBe("bundle_changed");
        _registry.Requests.ShouldNotContain("PUT /v2/r/manifests/v1");
    }

    [Fact]
    public async Task External_files_go_to_their_store_first_and_once()
    {
        _folder.Write("big.csv", "1,2,3");
        var member = Trees.Member(_folder, "big.csv") with { External = new("az://data/big.csv", "cool") };
        var packed = await Trees.PackAsync(_folder, [member]);
        (await Should.ThrowAsync<InvalidInputException>(() => PushAsync(packed, new() { Tags = ["v1"] }))).Code.ShouldBe("external_store_missing");
        var store = new MemoryFiles();
        await PushAsync(packed, new() { Tags = ["v1"], External = store });
        store.Objects["az://data/big.csv"].ShouldBe("1,2,3"u8.ToArray());
        packed.Bundle.Manifest.Blobs.ShouldBeEmpty();
    }

    private async Task<PushResult> PushAsync(PackedBundle packed, PushOptions options)
    {
        using var repository = new HttpRepository(RegistryAddress.Parse($"{_registry.Host}/r"), new() { Retries = 1, FirstRetryDelay = TimeSpan.FromMilliseconds(1) });
        return await new BundlePush(packed, repository, options).RunAsync(Token);
    }
}
