using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Contents;

/// <summary>Where the bytes of a file are.</summary>
public abstract record FilePlace
{
    /// <summary>In a blob of the registry.</summary>
    /// <param name="Blob">The blob.</param>
    /// <param name="Offset">The first byte in it.</param>
    public sealed record InBlob(Digest Blob, long Offset) : FilePlace;

    /// <summary>In an object store; a materialised bundle has a pointer to it.</summary>
    /// <param name="Uri">Such as <c>az://container/key</c>.</param>
    /// <param name="Tier"><c>hot</c>, <c>cool</c>, <c>archive</c> or <see langword="null"/>.</param>
    public sealed record External(string Uri, string? Tier) : FilePlace;
}
