namespace ModelOps.Bundles.Archives;

/// <summary>How an archive is compressed.</summary>
public enum ArchiveCompression
{
    /// <summary>Not at all: equal trees give equal bytes everywhere. The name ends in <c>.tar</c>.</summary>
    None,

    /// <summary>With gzip: equal bytes per version of the .NET runtime. The name ends in <c>.tar.gz</c> or <c>.tgz</c>.</summary>
    Gzip,
}
