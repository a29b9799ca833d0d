using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;

namespace ModelOps.Bundles.Registries.Layouts;

/// <summary>
/// A folder in the OCI image layout (image specification 1.1): <c>oci-layout</c>, <c>index.json</c> and <c>blobs/sha256/…</c>, as
/// <c>skopeo copy</c> reads and writes it. Tags move under a lock, so that expectations hold exactly.
/// </summary>
public sealed class LayoutRepository : IRepository
{
    private const string TagAnnotation = "org.opencontainers.image.ref.name";
    private const long IndexLimit = 64 << 20;
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>Names a layout; the folder is made by the first write.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="time">Measures how long another process's change of the tags is waited for.</param>
    public LayoutRepository(string folder, TimeProvider time) => (_folder, _time) = (Path.GetFullPath(folder), time);

    /// <inheritdoc />
    public string Name => "oci:" + _folder;

    private string IndexPath => Path.Combine(_folder, "index.json");

    private string BlobFolder => Path.Combine(_folder, "blobs", "sha256");

    /// <inheritdoc />
    public Task<Digest?> FindTagAsync(string tag, CancellationToken cancellationToken)
    {
        TagName.Check(tag);
        return Task.FromResult(ReadIndex().Where(entry => entry.Tag == tag).Select(entry => (Digest?)entry.Digest).LastOrDefault());
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. ReadIndex().Select(entry => entry.Tag).OfType<string>().Order(StringComparer.Ordinal)]);

    /// <inheritdoc />
    public async Task<byte[]?> FindManifestAsync(Digest digest, CancellationToken cancellationToken)
    {
        var path = PathOf(digest);
        if (!File.Exists(path)) return null;
        using var bytes = new MemoryStream();
        var size = new FileInfo(path).Length;
        if (size > BundleManifest.MaxBytes) throw Mismatch(digest, $"it has {size} bytes, more than a manifest may have");
        await CopyAsync(path, 0, bytes, cancellationToken);
        return Digest.Of(bytes.ToArray()) == digest ? bytes.ToArray() : throw Mismatch(digest, "its file holds other bytes");
    }

    /// <inheritdoc />
    public Task<bool> HasBlobAsync(BlobDescriptor blob, CancellationToken cancellationToken) =>
        Task.FromResult(new FileInfo(PathOf(blob.Digest)) is { Exists: true } file && file.Length == blob.Size);

    /// <inheritdoc />
    public async Task FetchBlobAsync(BlobDescriptor blob, long offset, Stream destination, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(blob.Digest));
        if (!file.Exists) throw new CorruptDataException("blob_missing", $"{Name} has no blob {blob.Digest}, which a manifest there lists.", "Push the bundle again.");
        if (file.Length != blob.Size) throw Mismatch(blob.Digest, $"its file has {file.Length} bytes instead of {blob.Size}");
        await CopyAsync(file.FullName, offset, destination, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<long> PutBlobAsync(BlobDescriptor blob, Func<CancellationToken, Task<Stream>> open, CancellationToken cancellationToken)
    {
        if (await HasBlobAsync(blob, cancellationToken)) return 0;
        Prepare();
        await using var content = await open(cancellationToken);
        using var file = PendingFile.In(BlobFolder);
        try
        {
            await content.CopyToAsync(file.Stream, cancellationToken);
            file.Stream.Position = 0;
            if (Digest.FromHash(await SHA256.HashDataAsync(file.Stream, cancellationToken)) != blob.Digest)
                throw new ConflictException("bundle_changed", $"The bytes are not those of {blob.Digest}: a file changed while it was stored.", "Run the command again when nothing else changes the folder.");
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("store a blob in", BlobFolder, cause);
        }
        file.Commit(PathOf(blob.Digest));
        return blob.Size;
    }

    /// <inheritdoc />
    public async Task PutManifestAsync(ReadOnlyMemory<byte> manifest, string? tag, ExpectedTag expected, CancellationToken cancellationToken)
    {
        if (tag is not null) TagName.Check(tag);
        Prepare();
        var digest = Digest.Of(manifest.Span);
        using var held = await FileLock.AcquireAsync(Path.Combine(_folder, ".lock"), $"The layout '{_folder}'", LockLimit, _time, cancellationToken);
        var entries = ReadIndex();
        if (tag is not null) expected.Check(Name, tag, entries.LastOrDefault(entry => entry.Tag == tag)?.Digest);
        if (!File.Exists(PathOf(digest))) AtomicFile.Write(PathOf(digest), manifest.Span);
        var others = entries.Where(entry => entry.Digest != digest || entry.Tag is not null).Where(entry => tag is null || entry.Tag != tag).ToList();
        if (tag is not null || others.All(entry => entry.Digest != digest)) others.Add(NewEntry(digest, manifest.Length, tag));
        AtomicFile.Write(IndexPath, Rfc8785.Canonicalize(ToJson(others)));
    }

    /// <summary>Does nothing: no file stays open.</summary>
    public void Dispose()
    {
    }

    private string PathOf(Digest digest) => Path.Combine(BlobFolder, digest.Hex);

    private void Prepare()
    {
        DirectorySync.Create(BlobFolder);
        var marker = Path.Combine(_folder, "oci-layout");
        if (!File.Exists(marker)) AtomicFile.Write(marker, "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private static async Task CopyAsync(string path, long offset, Stream destination, CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the blob", path, cause);
        }
        await using (file)
        {
            file.Position = offset;
            await file.CopyToAsync(destination, cancellationToken);
        }
    }

    private List<LayoutEntry> ReadIndex()
    {
        var file = new FileInfo(IndexPath);
        if (!file.Exists) return [];
        if (file.Length > IndexLimit) throw Invalid("it is larger than 64 MiB");
        try
        {
            using var document = StrictJson.Parse(File.ReadAllBytes(IndexPath), $"'{IndexPath}'");
            return [.. document.RootElement.GetProperty("manifests").EnumerateArray().Select(ToEntry)];
        }
        catch (Exception cause) when (cause is KeyNotFoundException or InvalidOperationException or FormatException or InvalidInputException)
        {
            throw Invalid(cause.Message);
        }
    }

    private static LayoutEntry ToEntry(JsonElement json) => new(
        Digest.Parse(json.GetProperty("digest").GetString() ?? ""),
        json.TryGetProperty("annotations", out var annotations) && annotations.TryGetProperty(TagAnnotation, out var tag) ? tag.GetString() : null,
        JsonObject.Create(json.Clone())!);

    private static JsonObject ToJson(IEnumerable<LayoutEntry> entries) => new()
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = MediaTypes.ManifestList,
        ["manifests"] = new JsonArray([.. entries.Select(entry => entry.Json)]),
    };

    private static LayoutEntry NewEntry(Digest digest, long size, string? tag)
    {
        var json = new JsonObject { ["mediaType"] = MediaTypes.Manifest, ["digest"] = digest.ToString(), ["size"] = size };
        if (tag is not null) json["annotations"] = new JsonObject { [TagAnnotation] = tag };
        return new(digest, tag, json);
    }

    private CorruptDataException Mismatch(Digest digest, string reason) =>
        new("digest_mismatch", $"{Name} does not have what {digest} names: {reason}.", "Push or copy the bundle there again.");

    private CorruptDataException Invalid(string reason) =>
        new("invalid_layout", $"'{IndexPath}' can't be used: {reason.TrimEnd('.')}.", "Name a folder in the OCI image layout.");
}
