namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>What can stand in the way of a plan; the names are those of reports.</summary>
public static class BlockerKind
{
    /// <summary>There is no kubectl.</summary>
    public const string KubectlMissing = "kubectl_missing";

    /// <summary>kubectl did not end.</summary>
    public const string KubectlTimeout = "kubectl_timeout";

    /// <summary>kubectl ended at once, or can't read its configuration.</summary>
    public const string KubectlFailed = "kubectl_failed";

    /// <summary>The kubeconfig has no current context, and none was named.</summary>
    public const string ContextMissing = "context_missing";

    /// <summary>The API server does not answer.</summary>
    public const string ClusterUnreachable = "cluster_unreachable";

    /// <summary>The API server answers with what no API server answers.</summary>
    public const string AnswerInvalid = "cluster_answer_invalid";

    /// <summary>The API server does not know this user.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The namespace is not there.</summary>
    public const string NamespaceMissing = "namespace_missing";

    /// <summary>The Deployment is not there.</summary>
    public const string DeploymentMissing = "deployment_missing";

    /// <summary>This user lacks a right; the report says the rule to add.</summary>
    public const string RbacDenied = "rbac_denied";

    /// <summary>The server would refuse the patch.</summary>
    public const string DryRunFailed = "dry_run_failed";

    /// <summary>The server would refuse the pod.</summary>
    public const string PodRejected = "pod_rejected";

    /// <summary>The pod could not be tried.</summary>
    public const string PodNotChecked = "pod_not_checked";

    /// <summary>A quota leaves too little room.</summary>
    public const string QuotaExceeded = "quota_exceeded";

    /// <summary>Anything else.</summary>
    public const string Unknown = "unknown";
}
