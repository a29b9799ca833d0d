using System.Text.Json.Serialization;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Applying;

/// <summary><c>k8s_apply_latest.json</c>, or <c>k8s_rollback_latest.json</c>: whether a plan was applied, and why not.</summary>
public sealed record ApplyReport : ReportEnvelope
{
    /// <summary>The reason of a report of success.</summary>
    public const string Applied = "applied";

    /// <summary>The reason where the plan is empty.</summary>
    public const string NothingToDo = "nothing_to_do";

    /// <summary>The reason where a change failed.</summary>
    public const string ApplyFailed = "apply_failed";

    /// <inheritdoc />
    public override string Mode => IsRollback ? "K8S_ROLLBACK" : "K8S_APPLY";

    /// <summary>Whether previous values were to be put back.</summary>
    [JsonIgnore]
    public bool IsRollback { get; init; }

    /// <summary>The plan's file.</summary>
    public required string K8sPlanPath { get; init; }

    /// <summary>How many items the plan has.</summary>
    public required int K8sPlanItems { get; init; }

    /// <summary>The plan's namespace, or <c>mixed</c>.</summary>
    public required string K8sNamespace { get; init; }

    /// <summary>The plan's Deployment, or <c>mixed</c>.</summary>
    public required string K8sDeployment { get; init; }

    /// <summary>Digest of the plan.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>What the plan is about.</summary>
    public required IReadOnlyList<ObjectReference> Objects { get; init; }

    /// <summary>Whether the cluster is as the plan wants it.</summary>
    public required bool Ok { get; init; }

    /// <summary>Why nothing was tried; <see langword="null"/> if it was, or if there was nothing to do.</summary>
    public required string? BlockReason { get; init; }

    /// <summary>The outcome in a word: the reason of the block, <c>applied</c>, <c>apply_failed</c> or <c>nothing_to_do</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether all gates were open.</summary>
    public required bool WouldApply { get; init; }

    /// <summary>Whether a license allows to apply.</summary>
    public required bool PaidEnabled { get; init; }

    /// <summary>Whether the kill switch is on.</summary>
    public required bool KillSwitchActive { get; init; }

    /// <summary>Whether the license holds; <see langword="null"/> if it was not looked at.</summary>
    public required bool? LicenseOk { get; init; }

    /// <summary>What the license is worth; <see langword="null"/> if it was not looked at.</summary>
    public required string? LicenseReason { get; init; }

    /// <summary>The license's file.</summary>
    public required string? LicensePath { get; init; }

    /// <summary>When the license ends, in seconds since 1970; <see langword="null"/> unless its signature holds.</summary>
    public required long? LicenseExpiresAt { get; init; }

    /// <summary>What the license grants; empty unless its signature holds.</summary>
    public required IReadOnlyList<string> Entitlements { get; init; }

    /// <summary>Whether the verification is ok and of this plan; <see langword="null"/> if it was not looked at.</summary>
    public required bool? VerifyOk { get; init; }

    /// <summary>The verification's file.</summary>
    public required string VerifyReportPath { get; init; }

    /// <summary>Whether <c>--force</c> was given.</summary>
    public required bool Force { get; init; }

    /// <summary>The context of kubectl; <see langword="null"/> if there is none.</summary>
    public required string? KubectlContext { get; init; }

    /// <summary>The API server's address.</summary>
    public required string? Server { get; init; }

    /// <summary>The plan that takes the change back; <see langword="null"/> if nothing was tried.</summary>
    public required string? RollbackPlanPath { get; init; }

    /// <summary>Whether everything that was changed got its previous values back; <see langword="null"/> if nothing had to.</summary>
    public bool? Restored
    {
        get
        {
            var restored = Items.Select(item => item.Restored).OfType<bool>().ToList();
            return restored.Count == 0 ? null : restored.TrueForAll(done => done);
        }
    }

    /// <summary>What became of the plan.</summary>
    public required ApplyChecks Checks { get; init; }

    /// <summary>The same items again.</summary>
    public IReadOnlyList<ApplyItem> Items => Checks.Items;

    /// <summary>More about a block or a failure, if there is more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ApplyDetails? Details { get; init; }
}
