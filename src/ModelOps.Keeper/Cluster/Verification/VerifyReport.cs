using System.Text.Json.Serialization;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary><c>k8s_verify_latest.json</c>: whether a plan would go through, for which plan, cluster and objects, and when.</summary>
public sealed record VerifyReport : ReportEnvelope
{
    /// <summary>The file that an apply of the plan beside it looks for.</summary>
    public const string FileName = "k8s_verify_latest.json";

    /// <summary>What the names of its timestamped copies begin with.</summary>
    public const string Prefix = "k8s_verify";

    /// <inheritdoc />
    public override string Mode => "plan_only";

    /// <summary>The plan's file.</summary>
    public required string K8sPlanPath { get; init; }

    /// <summary>How many items the plan has.</summary>
    public required int K8sPlanItems { get; init; }

    /// <summary>The plan's namespace, or <c>mixed</c>.</summary>
    public required string K8sNamespace { get; init; }

    /// <summary>The plan's Deployment, or <c>mixed</c>.</summary>
    public required string K8sDeployment { get; init; }

    /// <summary>Digest of the plan that was verified; see <see cref="Plans.Plan.Digest"/>.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>What the plan is about.</summary>
    public required IReadOnlyList<ObjectReference> Objects { get; init; }

    /// <summary>The context of kubectl; <see langword="null"/> if there is none.</summary>
    public required string? KubectlContext { get; init; }

    /// <summary>The API server's address; <see langword="null"/> if it is not known.</summary>
    public required string? Server { get; init; }

    /// <summary>Whether a pod that could not be tried was allowed to pass.</summary>
    public required bool AllowUncheckedPod { get; init; }

    /// <summary>Versions and rights.</summary>
    public required VerifyDiagnostics Diagnostics { get; init; }

    /// <summary>What was looked at.</summary>
    public required VerifyChecks Checks { get; init; }

    /// <summary>What stands in the way; <see langword="null"/> if nothing does.</summary>
    public required VerifyBlocker? VerifyBlocker { get; init; }

    /// <summary>More about it, if there is more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VerifyDetails? Details { get; init; }

    /// <summary>Whether nothing stands in the way.</summary>
    public bool Ok => VerifyBlocker is null;

    /// <summary>The same as <see cref="Ok"/>, under the name that gates ask for.</summary>
    public bool VerifyOk => Ok;
}
