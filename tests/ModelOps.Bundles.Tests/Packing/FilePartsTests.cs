using System.Security.Cryptography;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Tests.Caching;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Packing;

/// <summary>Files that are cut into several blobs.</summary>
public sealed class FilePartsTests : IDisposable
{
    private const int PartBytes = 16 << 20;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PartBytes + 1L, 2, PartBytes)]
    [InlineData(1024L * PartBytes, 1024, PartBytes)]
    [InlineData(1024L * PartBytes + 1, 513, 2 * PartBytes)]
    [InlineData(1L << 40, 1024, 1 << 30)]
    public void Parts_have_16_MiB_until_there_would_be_too_many(long size, int count, long length)
    {
        var parts = FileParts.Cut(size).ToList();
        parts.Count.ShouldBe(count);
        parts[0].ShouldBe((0, length));
        parts.SkipLast(1).ShouldAllBe(part => part.Length == length);
        (parts[^1].Start + parts[^1].Length).ShouldBe(size);
    }

    [Fact]
    public async Task Cut_file_is_the_row_of_its_parts()
    {
        var bytes = Write("large", (2 * PartBytes) + 1000);
        var packed = await Trees.PackAsync(_folder, [Trees.Member(_folder, "large")]);
        packed.Bundle.Manifest.Blobs.Select(blob => (blob.MediaType, blob.Size)).ShouldBe([(MediaTypes.Part, PartBytes), (MediaTypes.Part, PartBytes), (MediaTypes.Part, 1000)]);
        using var row = new MemoryStream();
        foreach (var part in packed.Bundle.PartsOf(packed.Bundle.Index.Files[0]))
        {
            await using var content = await packed.OpenAsync(part, Token);
            content.Length.ShouldBe(part.Size);
            content.Position = 500;
            content.Position = 0;
            await content.CopyToAsync(row, Token);
        }
        row.ToArray().AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        packed.Sequences[0].Count.ShouldBe(3);
    }

    [Fact]
    public async Task File_of_the_limit_is_one_blob()
    {
        Write("limit", PartBytes);
        (await Trees.PackAsync(_folder, [Trees.Member(_folder, "limit")])).Bundle.Manifest.Blobs.ShouldHaveSingleItem().MediaType.ShouldBe(MediaTypes.File);
    }

    [Fact]
    public async Task Independent_writer_cuts_in_the_same_way()
    {
        Write("large", PartBytes + 1);
        Write("small", 10);
        var manifest = (await Trees.PackAsync(_folder, [Trees.Member(_folder, "large"), Trees.Member(_folder, "small")])).Bundle.Manifest;
        var (_, output) = await TestProcess.RunAsync("python3", Path.Combine(AppContext.BaseDirectory, "Packing", "bundle_manifest.py"), _folder.Path);
        // It puts packs first; here the path order puts the parts first.
        output.Split(' ')[1].ShouldBe(manifest.Index.Digest.ToString());
    }

    [Fact]
    public async Task Known_file_is_not_read_again()
    {
        Write("large", PartBytes + 1);
        var member = Trees.Member(_folder, "large");
        var first = await Trees.PackAsync(_folder, [member]);
        File.Delete(_folder["large"]);
        (await Trees.PackAsync(_folder, [member], first.Bundle.Index)).Bundle.Manifest.Digest.ShouldBe(first.Bundle.Manifest.Digest);
    }

    [Fact]
    public async Task File_that_changed_since_it_was_read_is_noticed_before_anything_is_sent()
    {
        Write("large", PartBytes + 1);
        var member = Trees.Member(_folder, "large");
        Write("large", PartBytes + 1);
        (await Should.ThrowAsync<ConflictException>(() => Trees.PackAsync(_folder, [member]))).Code.ShouldBe("bundle_changed");
    }

    [Fact]
    public async Task Index_whose_parts_are_not_the_file_is_refused()
    {
        Write("large", PartBytes + 1);
        var packed = await Trees.PackAsync(_folder, [Trees.Member(_folder, "large")]);
        var file = packed.Bundle.Index.Files[0];
        foreach (var parts in new Digest[][] { [file.Place.Blobs[0]], [.. file.Place.Blobs, file.Place.Blobs[1]], [Digest.Of("other"u8)] })
        {
            var index = new BundleIndex([file with { Place = new FilePlace.InParts(parts) }], packed.Bundle.Index.Layers, packed.Bundle.Index.Roles);
            var bytes = BundleIndexJson.ToBytes(index);
            var manifest = BundleManifest.Of(new(MediaTypes.Index, Digest.Of(bytes), bytes.Length), packed.Bundle.Manifest.Blobs, index.Content);
            Should.Throw<CorruptDataException>(() => Bundle.Of(manifest, bytes)).Code.ShouldBe("invalid_bundle_index");
        }
    }

    [Fact]
    public async Task Broken_download_of_a_cut_file_goes_on_within_its_part()
    {
        using var shelf = new Shelf();
        var bytes = Write("large", (2 * PartBytes) + 1000);
        var bundle = await shelf.StoreAsync(await Trees.PackAsync(_folder, [Trees.Member(_folder, "large")]));
        var parts = bundle.Manifest.Blobs;
        shelf.Repository.Instead = async (blob, offset, stream) =>
        {
            var at = blob.Digest == parts[0].Digest ? 0 : PartBytes;
            await stream.WriteAsync(bytes.AsMemory(at + (int)offset, at == 0 ? PartBytes : 5000));
            if (at > 0) throw new OutsideException("registry_unreachable", "cut");
        };
        await Should.ThrowAsync<OutsideException>(() => shelf.Cache.HoldAsync(bundle, null, withExternal: false, shelf.Sources, Token));
        shelf.Repository.Instead = null;
        shelf.Repository.Fetched.Clear();
        using var held = await shelf.Cache.HoldAsync(bundle, null, withExternal: false, shelf.Sources, Token);
        shelf.Repository.Fetched.ShouldBe([(parts[1].Digest, 5000), (parts[2].Digest, 0)]);
        SHA256.HashData(File.ReadAllBytes(held.PathOf(bundle.Index.Files[0]))).ShouldBe(SHA256.HashData(bytes));
    }

    private byte[] Write(string path, int length)
    {
        var bytes = new byte[length];
        RandomNumberGenerator.Fill(bytes);
        File.WriteAllBytes(_folder[path], bytes);
        return bytes;
    }
}
