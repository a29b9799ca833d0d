using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Exports;

/// <summary>
/// The manifest <c>bundle_manifest.json</c>. In the archive it says what the bundle is, the same for the same files wherever and whenever it is
/// made; beside the archive it also says when, where and from what, and the archive's digest.
/// </summary>
/// <param name="RunId">SHA-256 of the lines <c>PATH:SHA256</c> and a line feed, in the order of <see cref="Files"/>; 64 hex digits.</param>
/// <param name="ToolVersion">The version that made it.</param>
/// <param name="Metering">How much it holds.</param>
/// <param name="Files">What it holds, in the order of the UTF-8 bytes of the paths.</param>
/// <param name="Notes">What was left out, and why.</param>
public sealed record BundleManifest(string RunId, string ToolVersion, ExportMetering Metering, IReadOnlyList<ExportedFile> Files, IReadOnlyList<string> Notes)
{
    /// <summary>The manifest's file.</summary>
    public const string FileName = "bundle_manifest.json";

    /// <summary>Always <c>bundle.v0</c>.</summary>
    public string SchemaVersion { get; } = "bundle.v0";

    /// <summary>When it was made, RFC 3339; only beside the archive.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CreatedAt { get; init; }

    /// <summary>The folder of the files, absolute; only beside the archive.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InputsRoot { get; init; }

    /// <summary>Where it was made; only beside the archive.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExportEnvironment? Environment { get; init; }

    /// <summary>The SHA-256 of the archive; only beside it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ArchiveSha256 { get; init; }
}
