using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Contents;

/// <summary>Where the bytes of a file are.</summary>
public abstract record FilePlace
{
    /// <summary>The blobs of the registry that hold them, in order; none for an external file.</summary>
    public abstract IReadOnlyList<Digest> Blobs { get; }

    /// <summary>In a blob of the registry.</summary>
    /// <param name="Blob">The blob.</param>
    /// <param name="Offset">The first byte in it.</param>
    public sealed record InBlob(Digest Blob, long Offset) : FilePlace
    {
        /// <inheritdoc />
        public override IReadOnlyList<Digest> Blobs => [Blob];
    }

    /// <summary>Cut into several blobs of the registry, so that a transfer that is broken off has lost one of them at most.</summary>
    /// <param name="Parts">The blobs in the order of their bytes, at least one.</param>
    public sealed record InParts(IReadOnlyList<Digest> Parts) : FilePlace
    {
        /// <inheritdoc />
        public override IReadOnlyList<Digest> Blobs => Parts;
    }

    /// <summary>In an object store; a materialised bundle has a pointer to it.</summary>
    /// <param name="Uri">Such as <c>az://container/key</c>.</param>
    /// <param name="Tier"><c>hot</c>, <c>cool</c>, <c>archive</c> or <see langword="null"/>.</param>
    public sealed record External(string Uri, string? Tier) : FilePlace
    {
        /// <inheritdoc />
        public override IReadOnlyList<Digest> Blobs => [];
    }
}
