using ModelOps.Connectors.ObjectStores;
using ModelOps.Connectors.ObjectStores.Routing;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Connectors.Tests.ObjectStores;

public sealed class FileStoreTests
{
    [Fact]
    public async Task Failed_and_refused_writes_leave_no_file_behind()
    {
        using var folder = new TemporaryFolder();
        using var store = new SchemeRouter(TimeProvider.System);
        await PutAsync(store, folder, "a", [1], new());
        await Should.ThrowAsync<ConflictException>(() => PutAsync(store, folder, "a", [2], new()));
        await Should.ThrowAsync<InvalidInputException>(() => PutAsync(store, folder, "b", [2], new() { Sha256 = Digest.Of([3]) }));
        await Should.ThrowAsync<ConflictException>(() => PutAsync(store, folder, "c", [2], new() { Condition = PutCondition.IfVersion("sha256:0") }));
        Directory.GetFiles(folder.Path, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }).Select(Path.GetFileName)
            .ShouldBe(["a", ".c.mops-lock"], ignoreOrder: true);
    }

    [Fact]
    public async Task File_where_a_folder_is_needed_is_told()
    {
        using var folder = new TemporaryFolder();
        using var store = new SchemeRouter(TimeProvider.System);
        folder.Write("a", "x");
        (await Should.ThrowAsync<OutsideException>(() => PutAsync(store, folder, "a/b/c", [1], new()))).Code.ShouldBe("store_file_failed");
        (await Should.ThrowAsync<NotFoundException>(() => store.StatAsync(At(folder, "none/b"), CancellationToken.None))).Code.ShouldBe("object_not_found");
    }

    [Fact]
    public async Task Changed_file_is_told_by_its_digest()
    {
        using var folder = new TemporaryFolder();
        using var store = new SchemeRouter(TimeProvider.System);
        var put = await PutAsync(store, folder, "a", [1, 2], new());
        await File.WriteAllBytesAsync(folder["a"], [1, 3]);
        (await store.StatAsync(At(folder, "a"), CancellationToken.None)).Sha256.ShouldBe(Digest.Of([1, 3]));
        await using var stream = await store.OpenAsync(At(folder, "a"), new(put.Sha256!.Value, 2), CancellationToken.None);
        (await Should.ThrowAsync<CorruptDataException>(() => stream.CopyToAsync(Stream.Null))).Code.ShouldBe("object_mismatch");
    }

    private static ObjectUri At(TemporaryFolder folder, string name) => ObjectUri.Parse($"file://{folder[name]}");

    private static async Task<ObjectStat> PutAsync(SchemeRouter store, TemporaryFolder folder, string name, byte[] bytes, PutOptions options)
    {
        using var content = new MemoryStream(bytes);
        return await store.PutAsync(At(folder, name), content, options, CancellationToken.None);
    }
}
