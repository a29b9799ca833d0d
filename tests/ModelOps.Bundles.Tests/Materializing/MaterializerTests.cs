using System.Text;
using System.Text.Json;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Failures;
using ModelOps.Bundles.Materializing;
using ModelOps.Bundles.Tests.Caching;
using ModelOps.Bundles.Tests.External;
using ModelOps.Bundles.Tests.Packing;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Materializing;

public sealed class MaterializerTests : IDisposable
{
    private readonly Shelf _shelf = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Destination => _shelf["work"];

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task Files_of_the_role_appear_writable_with_their_bits()
    {
        var bundle = await _shelf.AddAsync(("run.sh", "#!/bin/sh"), ("b.py", "print(1)"), ("data/x", "other role"));
        var result = await RunAsync(bundle, new());
        result.Files.Select(file => (file.Path, file.Action)).ShouldBe([("b.py", FileAction.Created), ("run.sh", FileAction.Created)]);
        (result.Role, result.BytesWritten).ShouldBe(("default", 17));
        File.GetUnixFileMode(Path.Combine(Destination, "run.sh")).ShouldBe((UnixFileMode)0b111_101_101);
        File.GetUnixFileMode(Path.Combine(Destination, "b.py")).ShouldBe((UnixFileMode)0b110_100_100);
        Directory.Exists(Path.Combine(Destination, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task Second_time_nothing_is_written_or_fetched()
    {
        var bundle = await _shelf.AddAsync(("a", "1"));
        await RunAsync(bundle, new());
        var before = File.GetLastWriteTimeUtc(Path.Combine(Destination, "a"));
        _shelf.Repository.Fetched.Clear();
        (await RunAsync(bundle, new())).Files.ShouldHaveSingleItem().Action.ShouldBe(FileAction.Unchanged);
        File.GetLastWriteTimeUtc(Path.Combine(Destination, "a")).ShouldBe(before);
        _shelf.Repository.Fetched.ShouldBeEmpty();
    }

    [Fact]
    public async Task Conflicts_are_all_found_before_anything_is_written()
    {
        var bundle = await _shelf.AddAsync(("a", "1"), ("b", "2"), ("c", "3"), ("code/d", "4"));
        Directory.CreateDirectory(Path.Combine(Destination, "c", "folder"));
        File.WriteAllText(Path.Combine(Destination, "b"), "mine");
        File.WriteAllText(Path.Combine(Destination, "code"), "a file where a folder is needed");
        var error = await Should.ThrowAsync<WorkdirConflictException>(() => RunAsync(bundle, new()));
        error.Conflicts.Select(conflict => conflict.Actual).ShouldBe([Digest.Of("mine"u8).Hex, "directory", "'code' is no folder"]);
        error.Conflicts[0].Expected.ShouldBe(Digest.Of("2"u8).Hex);
        Directory.GetFileSystemEntries(Destination).Length.ShouldBe(3);
        (await RunAsync(bundle, new() { Overwrite = true })).Files.Count(file => file.Action == FileAction.Replaced).ShouldBe(3);
        File.ReadAllText(Path.Combine(Destination, "code", "d")).ShouldBe("4");
        File.ReadAllText(Path.Combine(Destination, "c")).ShouldBe("3");
    }

    [Fact]
    public async Task Corrupt_download_replaces_nothing_even_by_force()
    {
        var bundle = await _shelf.AddAsync(("a", "1"), ("large", new string('x', 300_000)));
        Directory.CreateDirectory(Destination);
        File.WriteAllText(Path.Combine(Destination, "a"), "mine");
        _shelf.Repository.Instead = (blob, _, stream) => stream.WriteAsync(new byte[blob.Size]).AsTask();
        (await Should.ThrowAsync<CorruptDataException>(() => RunAsync(bundle, new() { Overwrite = true }))).Code.ShouldBe("digest_mismatch");
        Directory.GetFileSystemEntries(Destination).ShouldBe([Path.Combine(Destination, "a")]);
        File.ReadAllText(Path.Combine(Destination, "a")).ShouldBe("mine");
    }

    [Fact]
    public async Task Other_files_stay()
    {
        var bundle = await _shelf.AddAsync(("a", "1"));
        Directory.CreateDirectory(Destination);
        File.WriteAllText(Path.Combine(Destination, "notes"), "mine");
        await RunAsync(bundle, new() { Overwrite = true });
        File.ReadAllText(Path.Combine(Destination, "notes")).ShouldBe("mine");
    }

    [Theory]
    [InlineData("code")]
    [InlineData(".mops")]
    public async Task Nothing_is_written_through_a_link_that_leads_outside(string link)
    {
        var bundle = await _shelf.AddAsync(("code/x", "1"));
        Directory.CreateDirectory(Destination);
        Directory.CreateDirectory(_shelf["outside"]);
        File.CreateSymbolicLink(Path.Combine(Destination, link), _shelf["outside"]);
        (await Should.ThrowAsync<WorkdirConflictException>(() => RunAsync(bundle, new() { Overwrite = true }))).Conflicts[0].Actual.ShouldBe("leads outside");
        Directory.GetFileSystemEntries(_shelf["outside"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Link_to_the_same_bytes_counts_as_the_file_and_another_is_replaced_itself()
    {
        var bundle = await _shelf.AddAsync(("a", "1"), ("b", "2"));
        Directory.CreateDirectory(Destination);
        File.WriteAllText(_shelf["one"], "1");
        File.CreateSymbolicLink(Path.Combine(Destination, "a"), _shelf["one"]);
        File.CreateSymbolicLink(Path.Combine(Destination, "b"), _shelf["one"]);
        await RunAsync(bundle, new() { Overwrite = true });
        File.ReadAllText(_shelf["one"]).ShouldBe("1");
        File.ReadAllText(Path.Combine(Destination, "b")).ShouldBe("2");
        new FileInfo(Path.Combine(Destination, "a")).LinkTarget.ShouldNotBeNull();
        new FileInfo(Path.Combine(Destination, "b")).LinkTarget.ShouldBeNull();
    }

    [Fact]
    public async Task Pipe_in_the_way_is_a_conflict_that_nobody_waits_for()
    {
        var bundle = await _shelf.AddAsync(("a", "1"));
        Directory.CreateDirectory(Destination);
        (await TestProcess.RunAsync("mkfifo", Path.Combine(Destination, "a"))).Status.ShouldBe(0);
        (await Should.ThrowAsync<WorkdirConflictException>(() => RunAsync(bundle, new()))).Conflicts.ShouldHaveSingleItem().Actual.ShouldBe("not a regular file");
    }

    [Fact]
    public async Task Editing_a_materialised_file_changes_nothing_that_runs_later()
    {
        var bundle = await _shelf.AddAsync(("a", "1"));
        await RunAsync(bundle, new());
        File.WriteAllText(Path.Combine(Destination, "a"), "edited");
        await using var lease = await _shelf.Cache.CheckoutAsync(bundle, null, _shelf.Sources, Token);
        File.ReadAllText(Path.Combine(lease.Path, "a")).ShouldBe("1");
    }

    [Fact]
    public async Task Pointer_has_the_golden_bytes()
    {
        var file = new BundleFile("test.txt", false, 42, Digest.Parse("sha256:" + new string('b', 64)), "data", new FilePlace.External("az://bucket/test.txt", "archive"));
        var bytes = new PointerFile(file, IsFulfilled: false).ToBytes();
        Digest.Of(bytes).Hex.ShouldBe("a52ad5abe94c82d054057a860ce92ece32be77431410541999354a9a9c8c72fb");
        PointerFile.TryParse(bytes).ShouldBe(new PointerFile(file, IsFulfilled: false));
        PointerFile.TryParse("{}"u8.ToArray()).ShouldBeNull();
        await Task.CompletedTask;
    }

    [Fact]
    public async Task External_file_is_a_pointer_until_it_is_prefetched_and_stays_fulfilled()
    {
        var bundle = await AddExternalAsync("1,2,3");
        var store = new MemoryFiles();
        store.Objects["az://data/big.csv"] = "1,2,3"u8.ToArray();
        (await RunAsync(bundle, new())).Files.ShouldHaveSingleItem().IsPointer.ShouldBeTrue();
        Pointer().GetProperty("fulfilled").GetBoolean().ShouldBeFalse();
        File.Exists(Path.Combine(Destination, "big.csv")).ShouldBeFalse();
        for (var i = 0; i < 2; i++)
        {
            await RunAsync(bundle, new() { PrefetchExternal = true, External = store });
            File.ReadAllText(Path.Combine(Destination, "big.csv")).ShouldBe("1,2,3");
            (Pointer().GetProperty("fulfilled").GetBoolean(), Pointer().GetProperty("local_path").GetString()).ShouldBe((true, "big.csv"));
        }
    }

    [Fact]
    public async Task Provenance_tells_the_bundle_and_nothing_of_the_time()
    {
        var bundle = await _shelf.AddAsync(("a", "1"));
        await RunAsync(bundle, new());
        var bytes = File.ReadAllBytes(Path.Combine(Destination, ".mops", ".mops-manifest.json"));
        var json = JsonDocument.Parse(bytes).RootElement;
        json.GetProperty("manifest_digest").GetString().ShouldBe(bundle.Manifest.Digest.ToString());
        json.EnumerateObject().Select(property => property.Name).ShouldBe(["content_digest", "layer_indexes", "manifest_digest", "media_type", "ref", "role", "roles"]);
        MaterializedFolder.TryLoad(Destination)!.Bundle.Index.Content.ShouldBe(bundle.Index.Content);
        MaterializedFolder.TryLoad(_shelf.CacheFolder).ShouldBeNull();
        await RunAsync(bundle, new());
        File.ReadAllBytes(Path.Combine(Destination, ".mops", ".mops-manifest.json")).ShouldBe(bytes);
    }

    [Fact]
    public async Task Temporary_names_are_gone_afterwards()
    {
        await RunAsync(await _shelf.AddAsync(("a", "1"), ("code/b", "2")), new());
        Directory.GetFiles(Destination, "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private JsonElement Pointer() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Destination, ".mops", "ptr", "big.csv.json"), Encoding.UTF8)).RootElement;

    private async Task<Bundle> AddExternalAsync(string text)
    {
        using var source = new TemporaryFolder();
        source.Write("big.csv", text);
        return await _shelf.StoreAsync(await Trees.PackAsync(source, [Trees.Member(source, "big.csv") with { External = new("az://data/big.csv", null) }]));
    }

    private Task<MaterializeResult> RunAsync(Bundle bundle, MaterializeOptions options) =>
        new Materializer(_shelf.Cache, _shelf.Repository).RunAsync(bundle, Destination, options, Token);
}
