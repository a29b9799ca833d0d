using ModelOps.Bundles.Registries;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.References;

/// <summary>What a reference names.</summary>
public abstract record BundleTarget
{
    /// <summary>The same with an absolute path, where it names a folder; relative ones start from a directory.</summary>
    public BundleTarget From(string directory) => this switch
    {
        Folder folder => new Folder(System.IO.Path.GetFullPath(folder.Path, directory)),
        Layout layout => layout with { Path = System.IO.Path.GetFullPath(layout.Path, directory) },
        _ => this,
    };

    /// <summary>The same bundle by its manifest digest.</summary>
    public BundleTarget At(Digest manifest) => this switch
    {
        Registry registry => registry with { Tag = null, Digest = manifest },
        Layout layout => layout with { Tag = null, Digest = manifest },
        _ => this,
    };

    /// <summary>A project folder.</summary>
    /// <param name="Path">As given.</param>
    public sealed record Folder(string Path) : BundleTarget
    {
        /// <inheritdoc />
        public override string ToString() => Path;
    }

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
