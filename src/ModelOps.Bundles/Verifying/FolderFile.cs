using System.Security.Cryptography;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Folders;
using ModelOps.Contracts.Digests;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Verifying;

/// <summary>A copy of a bundle's file: in a materialised folder, or in the cache.</summary>
internal static class FolderFile
{
    /// <summary>What is wrong with it; <see langword="null"/> if nothing is.</summary>
    public static async Task<Mismatch?> CheckAsync(string path, BundleFile file, CancellationToken cancellationToken)
    {
        var expected = $"{file.Sha256} ({file.Size} bytes)";
        try
        {
            if (new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName is var target && FileStamp.Of(target ?? path) is null)
                return new(file.Path, expected, File.Exists(path) || Directory.Exists(path) ? "not a regular file" : "missing");
            await using var stream = PinnedFolder.OpenRead(path);
            var actual = Digest.FromHash(await SHA256.HashDataAsync(stream, cancellationToken));
            return actual == file.Sha256 ? null : new(file.Path, expected, $"{actual} ({stream.Length} bytes)");
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(file.Path, expected, "missing");
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return new(file.Path, expected, "unreadable");
        }
    }
}
