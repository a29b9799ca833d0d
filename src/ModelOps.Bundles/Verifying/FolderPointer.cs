using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Materializing;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Verifying;

/// <summary>The pointer to an external file in a materialised folder.</summary>
internal static class FolderPointer
{
    /// <summary>What is wrong with it; <see langword="null"/> if it says what the bundle says, whether or not the file was fetched.</summary>
    public static Mismatch? Check(string folder, BundleFile file)
    {
        var path = PointerFile.PathOf(file.Path);
        var full = Path.Combine(folder, path);
        var expected = $"a pointer to {file.Sha256} ({file.Size} bytes) at {((FilePlace.External)file.Place).Uri}";
        if (!RegularFile.Is(full)) return new(path, expected, Path.Exists(full) ? "not a regular file" : "missing");
        try
        {
            var bytes = File.ReadAllBytes(full);
            bool[] states = [true, false];
            return states.Any(isFulfilled => new PointerFile(file, isFulfilled).ToBytes().AsSpan().SequenceEqual(bytes)) ? null : new(path, expected, "another text");
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            return new(path, expected, "unreadable");
        }
    }
}
