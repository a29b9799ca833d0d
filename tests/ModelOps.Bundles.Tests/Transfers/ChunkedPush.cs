using ModelOps.Bundles.Folders;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Http;
using ModelOps.Bundles.Transfers;

namespace ModelOps.Bundles.Tests.Transfers;

/// <summary>A push in chunks of 1 MiB, as a child process does it to be killed.</summary>
internal static class ChunkedPush
{
    public const int ChunkBytes = 1 << 20;

    private const string Layer = "code";

    /// <summary>Pushes a folder as <c>HOST/r:v1</c> and says its digest.</summary>
    public static async Task<int> RunAsync(string folder, string host, string uploads)
    {
        var paths = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).ToList();
        var files = await PinnedFolder.ReadAsync(folder, paths, CancellationToken.None);
        var members = files.Files.Select(file => new BundleMember(file, Layer)).ToList();
        var packed = await BundlePacker.PackAsync(folder, members, [Layer], new Dictionary<string, IReadOnlyList<string>>(), null, CancellationToken.None);
        using var repository = new HttpRepository(RegistryAddress.Parse($"{host}/r"), new() { ChunkBytes = ChunkBytes, UploadFolder = uploads });
        var result = await new BundlePush(packed, repository, new() { Tags = ["v1"] }).RunAsync(CancellationToken.None);
        Console.WriteLine(result.Digest);
        return 0;
    }
}
