using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Durability.Content;

/// <summary>The error for a blob that is not as it was stored.</summary>
internal static class BlobDamage
{
    public static CorruptDataException Of(Digest digest, string path, Exception? cause = null) => new(
        "corrupt_blob",
        $"What '{path}' holds for {digest} has another digest: it was changed after it was stored.",
        "Restore it from a copy, or produce it again. It was not handed out.",
        cause);
}
