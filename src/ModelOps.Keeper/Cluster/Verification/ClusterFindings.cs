using ModelOps.Connectors.Kubectl;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>What was found so far; a question that fails ends the search and leaves the rest as it is.</summary>
internal sealed class ClusterFindings
{
    /// <summary>Whether kubectl can be called.</summary>
    public bool KubectlPresent { get; set; } = true;

    /// <summary>Where kubectl goes.</summary>
    public KubeConfig? Config { get; set; }

    /// <summary>How the question for it ended.</summary>
    public CallCheck CurrentContext { get; set; } = new(false, 1, "");

    /// <summary>The versions.</summary>
    public VersionQuestion? Versions { get; set; }

    /// <summary>The rights by namespace.</summary>
    public IReadOnlyDictionary<string, NamespaceRights> Rights { get; set; } = new Dictionary<string, NamespaceRights>(StringComparer.Ordinal);

    /// <summary>The items that were looked at.</summary>
    public IReadOnlyList<ItemCheck> Items { get; set; } = [];

    /// <summary>What ended the search.</summary>
    public VerifyBlocker? Blocker { get; set; }
}
