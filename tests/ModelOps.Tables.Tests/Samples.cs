namespace ModelOps.Tables.Tests;

/// <summary>The files of the folder Samples.</summary>
internal static class Samples
{
    /// <summary>Arrow files of independent writers, which have every layout that is read.</summary>
    public static readonly string[] Arrow =
    [
        "apache-arrow.arrow", "apache-arrow-deltas.arrow", "apache-arrow-slices-file.arrow", "polars-lz4-file.arrow", "polars-chunks.arrow",
    ];

    /// <summary>The bytes of a sample.</summary>
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(SourceFolder.Path, "Samples", name));
}
