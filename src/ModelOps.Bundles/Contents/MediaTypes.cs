namespace ModelOps.Bundles.Contents;

/// <summary>The media types of a bundle in a registry, and those of the OCI image specification 1.1 that it uses.</summary>
public static class MediaTypes
{
    /// <summary>The <c>artifactType</c> of a bundle's manifest.</summary>
    public const string Bundle = "application/vnd.modelops.bundle.v1";

    /// <summary>The index, which is the manifest's config blob.</summary>
    public const string Index = "application/vnd.modelops.bundle.index.v1+json";

    /// <summary>Small files of one layer, as an uncompressed USTAR archive.</summary>
    public const string Pack = "application/vnd.modelops.bundle.pack.v1.tar";

    /// <summary>The bytes of one file.</summary>
    public const string File = "application/vnd.modelops.bundle.file.v1";

    /// <summary>A part of the bytes of one large file.</summary>
    public const string Part = "application/vnd.modelops.bundle.part.v1";

    /// <summary>An OCI image manifest.</summary>
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>An OCI image index: several manifests.</summary>
    public const string ManifestList = "application/vnd.oci.image.index.v1+json";

    /// <summary>The blob <c>{}</c>, which stands where a manifest must list a blob and has none.</summary>
    public const string Empty = "application/vnd.oci.empty.v1+json";
}
