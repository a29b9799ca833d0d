using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.References;

/// <summary>What a reference names.</summary>
public abstract record BundleTarget
{
    /// <summary>A project folder.</summary>
    /// <param name="Path">As given.</param>
    public sealed record Folder(string Path) : BundleTarget;

    /// <summary>A bundle in a registry.</summary>
    /// <param name="Address">The repository.</param>
    /// <param name="Tag">The tag; <see langword="null"/> if a digest is given.</param>
    /// <param name="Digest">The manifest digest; <see langword="null"/> if a tag is given.</param>
    public sealed record Registry(RegistryAddress Address, string? Tag, Digest? Digest) : BundleTarget
    {
        /// <inheritdoc />
        public override string ToString() => Digest is { } digest ? $"{Address}@{digest}" : $"{Address}:{Tag}";
    }

    /// <summary>A bundle in a folder in the OCI image layout.</summary>
    /// <param name="Path">The folder.</param>
    /// <param name="Tag">The tag; <see langword="null"/> if a digest is given.</param>
    /// <param name="Digest">The manifest digest; <see langword="null"/> if a tag is given.</param>
    public sealed record Layout(string Path, string? Tag, Digest? Digest) : BundleTarget
    {
        /// <inheritdoc />
        public override string ToString() => Digest is { } digest ? $"oci:{Path}@{digest}" : $"oci:{Path}:{Tag}";
    }
}
