using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Provenance;

/// <summary>
/// <c>policy_bundle_latest.json</c>: which policy decided, with which limits and catalog, and how to go back. Two runs that decide by the same give the
/// same <see cref="ContentSha256"/>, whenever and wherever they ran.
/// </summary>
public sealed record PolicyBundle
{
    /// <summary>The file's name.</summary>
    public const string FileName = "policy_bundle_latest.json";

    /// <summary>Always <c>policy_bundle.v1</c>.</summary>
    public string SchemaVersion { get; } = "policy_bundle.v1";

    /// <summary>Always 1.</summary>
    public int BundleVersion { get; } = 1;

    /// <summary>Seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>The version of the keeper.</summary>
    public string MkVersion { get; } = typeof(PolicyBundle).Assembly.GetName().Version!.ToString(3);

    /// <summary>Where the decision was made.</summary>
    public required SourceProvenance Provenance { get; init; }

    /// <summary>The policy.</summary>
    public required PolicyUse Policy { get; init; }

    /// <summary>What it worked with.</summary>
    public required PolicyInputs Inputs { get; init; }

    /// <summary>How to go back.</summary>
    public required RollbackReference Rollback { get; init; }

    /// <summary>SHA-256, in hexadecimal, of all fields but this, <c>created_at</c> and <c>provenance</c>, as RFC 8785 writes them.</summary>
    public string ContentSha256 => ContentDigest().Hex;

    /// <summary>Writes the bundle to a folder.</summary>
    /// <returns>Its path.</returns>
    public string Write(ReportFolder folder) => folder.WriteText(FileName, ReportFolder.Text(this, ProvenanceJson.Default.PolicyBundle) + "\n");

    private Digest ContentDigest()
    {
        // Serialized without this very property.
        var content = new JsonObject
        {
            ["schema_version"] = SchemaVersion,
            ["bundle_version"] = BundleVersion,
            ["mk_version"] = MkVersion,
            ["policy"] = JsonSerializer.SerializeToNode(Policy, ProvenanceJson.Default.PolicyUse),
            ["inputs"] = JsonSerializer.SerializeToNode(Inputs, ProvenanceJson.Default.PolicyInputs),
            ["rollback"] = JsonSerializer.SerializeToNode(Rollback, ProvenanceJson.Default.RollbackReference),
        };
        return Digest.Of(Rfc8785.Canonicalize(content));
    }
}
