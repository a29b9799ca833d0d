using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Plans.Rendering;

/// <summary><c>k8s_render_latest.json</c>: where a plan's script is.</summary>
public sealed record RenderReport : ReportEnvelope
{
    /// <inheritdoc />
    public override string Mode => "K8S_RENDER";

    /// <summary>The plan's file.</summary>
    public required string K8sPlanPath { get; init; }

    /// <summary>The script's file.</summary>
    public required string K8sKubectlPlanPath { get; init; }

    /// <summary>How many items the plan has.</summary>
    public required int K8sPlanItems { get; init; }

    /// <summary>The plan's namespace, or <c>mixed</c>.</summary>
    public required string K8sNamespace { get; init; }

    /// <summary>The plan's Deployment, or <c>mixed</c>.</summary>
    public required string K8sDeployment { get; init; }

    /// <summary>Digest of the plan.</summary>
    public required string PlanDigest { get; init; }
}
