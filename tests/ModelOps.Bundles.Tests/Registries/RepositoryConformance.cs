using System.Security.Cryptography;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Tests.Packing;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Registries;

/// <summary>What every <see cref="IRepository"/> must do.</summary>
public abstract class RepositoryConformance
{
    /// <summary>Chunks of the suite are 1 MiB, so that blobs of a few MiB have several.</summary>
    protected const int ChunkBytes = 1 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An empty repository.</summary>
    private protected abstract Task<IRepository> CreateAsync();

    [Fact]
    public async Task New_repository_is_empty()
    {
        using var repository = await CreateAsync();
        var blob = Blob([1, 2, 3]);
        (await repository.FindTagAsync("latest", Token)).ShouldBeNull();
        (await repository.ListTagsAsync(Token)).ShouldBeEmpty();
        (await repository.FindManifestAsync(blob.Digest, Token)).ShouldBeNull();
        (await repository.HasBlobAsync(blob, Token)).ShouldBeFalse();
        (await Should.ThrowAsync<CorruptDataException>(() => ReadAsync(repository, blob))).Code.ShouldBe("blob_missing");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(ChunkBytes - 1)]
    [InlineData(ChunkBytes)]
    [InlineData(ChunkBytes + 1)]
    [InlineData(5 * ChunkBytes + 17)]
    public async Task Blob_comes_back_as_it_was_and_is_sent_once(int size)
    {
        using var repository = await CreateAsync();
        var bytes = Bytes(size);
        var blob = Blob(bytes);
        (await PutAsync(repository, blob, bytes)).ShouldBe(size);
        (await repository.HasBlobAsync(blob, Token)).ShouldBeTrue();
        (await ReadAsync(repository, blob)).ShouldBe(bytes);
        (await ReadAsync(repository, blob, size / 2)).ShouldBe(bytes[(size / 2)..]);
        (await repository.PutBlobAsync(blob, _ => throw new InvalidOperationException("It is there."), Token)).ShouldBe(0);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3 * ChunkBytes)]
    public async Task Other_bytes_than_the_digests_are_refused(int size)
    {
        using var repository = await CreateAsync();
        var blob = Blob(Bytes(size));
        (await Should.ThrowAsync<ConflictException>(() => PutAsync(repository, blob, new byte[size]))).Code.ShouldBe("bundle_changed");
        (await repository.HasBlobAsync(blob, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Blob_of_another_size_is_refused_before_a_byte_too_many()
    {
        using var repository = await CreateAsync();
        var bytes = Bytes(1000);
        var blob = Blob(bytes);
        await PutAsync(repository, blob, bytes);
        using var destination = new MemoryStream();
        var error = await Should.ThrowAsync<CorruptDataException>(() => repository.FetchBlobAsync(blob with { Size = 500 }, 0, destination, Token));
        error.Code.ShouldBe("digest_mismatch");
        destination.Length.ShouldBeLessThanOrEqualTo(500);
    }

    [Fact]
    public async Task Bundle_is_found_by_tag_and_digest()
    {
        using var repository = await CreateAsync();
        using var folder = new TemporaryFolder();
        var packed = await Trees.PackAsync(folder, ("model.py", "print(1)"), ("data/a.csv", "1,2"));
        var digest = await PushAsync(repository, packed, "v1", ExpectedTag.Absent);
        (await repository.ResolveTagAsync("v1", Token)).ShouldBe(digest);
        (await repository.ListTagsAsync(Token)).ShouldBe(["v1"]);
        (await repository.FindManifestAsync(digest, Token)).ShouldBe(packed.Bundle.Manifest.Bytes.ToArray());
        var bundle = await repository.ReadBundleAsync(digest, Token);
        bundle.Index.Content.ShouldBe(packed.Bundle.Index.Content);
        bundle.Index.Files.ShouldBe(packed.Bundle.Index.Files);
        var error = await Should.ThrowAsync<NotFoundException>(() => repository.ResolveTagAsync("v2", Token));
        error.Message.ShouldContain("Did you mean 'v1'?");
    }

    [Fact]
    public async Task Manifest_without_tag_is_found_by_digest_only()
    {
        using var repository = await CreateAsync();
        using var folder = new TemporaryFolder();
        var packed = await Trees.PackAsync(folder, ("a", "1"));
        var digest = await PushAsync(repository, packed, null, ExpectedTag.Any);
        (await repository.ListTagsAsync(Token)).ShouldBeEmpty();
        (await repository.ReadBundleAsync(digest, Token)).Manifest.Digest.ShouldBe(digest);
        (await Should.ThrowAsync<NotFoundException>(() => repository.ReadBundleAsync(Digest.Of([7]), Token))).Code.ShouldBe("bundle_not_in_registry");
    }

    [Fact]
    public async Task Tag_moves_only_from_where_it_was_expected()
    {
        using var repository = await CreateAsync();
        using var folder = new TemporaryFolder();
        var first = await PushAsync(repository, await Trees.PackAsync(folder, ("a", "1")), "latest", ExpectedTag.Absent);
        var second = await PushAsync(repository, await Trees.PackAsync(folder, ("a", "2")), "latest", ExpectedTag.At(first));
        var third = await Trees.PackAsync(folder, ("a", "3"));
        var moved = await Should.ThrowAsync<TagMovedException>(() => PushAsync(repository, third, "latest", ExpectedTag.At(first)));
        (moved.Expected, moved.Actual).ShouldBe((first, second));
        await Should.ThrowAsync<TagMovedException>(() => PushAsync(repository, third, "latest", ExpectedTag.Absent));
        (await repository.FindTagAsync("latest", Token)).ShouldBe(second);
        var last = await PushAsync(repository, third, "latest", ExpectedTag.Any);
        (await repository.FindTagAsync("latest", Token)).ShouldBe(last);
        (await repository.ListTagsAsync(Token)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a b")]
    [InlineData(".a")]
    public async Task Text_that_is_no_tag_is_refused(string tag)
    {
        using var repository = await CreateAsync();
        (await Should.ThrowAsync<InvalidInputException>(() => repository.FindTagAsync(tag, Token))).Code.ShouldBe("invalid_tag");
    }

    [Fact]
    public async Task Many_uploads_at_once_do_not_disturb_each_other()
    {
        using var repository = await CreateAsync();
        var all = Enumerable.Range(1, 12).Select(i => Bytes(i * 150_000)).ToList();
        await Task.WhenAll(all.Concat(all).Select(bytes => PutAsync(repository, Blob(bytes), bytes)));
        foreach (var bytes in all) (await ReadAsync(repository, Blob(bytes))).ShouldBe(bytes);
    }

    [Fact]
    public async Task Bundle_without_blobs_can_be_stored()
    {
        using var repository = await CreateAsync();
        using var folder = new TemporaryFolder();
        var digest = await PushAsync(repository, await Trees.PackAsync(folder), "empty", ExpectedTag.Any);
        (await repository.ReadBundleAsync(digest, Token)).Index.Files.ShouldBeEmpty();
    }

    /// <summary>Stores a packed bundle.</summary>
    private protected static async Task<Digest> PushAsync(IRepository repository, PackedBundle packed, string? tag, ExpectedTag expected)
    {
        foreach (var blob in packed.Blobs) await repository.PutBlobAsync(blob, token => packed.OpenAsync(blob, token), Token);
        await repository.PutManifestAsync(packed.Bundle.Manifest.Bytes, tag, expected, Token);
        return packed.Bundle.Manifest.Digest;
    }

    private protected static BlobDescriptor Blob(byte[] bytes) => new(MediaTypes.File, Digest.Of(bytes), bytes.Length);

    // Repeatable, and different for each size.
    private protected static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        using var cipher = Aes.Create();
        cipher.Key = SHA256.HashData(BitConverter.GetBytes(size));
        cipher.EncryptCbc(new byte[size], new byte[16]).AsSpan(0, size).CopyTo(bytes);
        return bytes;
    }

    private protected static Task<long> PutAsync(IRepository repository, BlobDescriptor blob, byte[] bytes) =>
        repository.PutBlobAsync(blob, _ => Task.FromResult<Stream>(new MemoryStream(bytes)), Token);

    private protected static async Task<byte[]> ReadAsync(IRepository repository, BlobDescriptor blob, long offset = 0)
    {
        using var destination = new MemoryStream();
        await repository.FetchBlobAsync(blob, offset, destination, Token);
        return destination.ToArray();
    }
}
