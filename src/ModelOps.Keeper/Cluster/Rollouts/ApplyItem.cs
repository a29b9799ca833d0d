using System.Text.Json;
using System.Text.Json.Serialization;
using ModelOps.Keeper.Cluster.Verification;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>What became of one item of a plan.</summary>
/// <param name="Namespace">The Deployment's namespace.</param>
/// <param name="Name">The Deployment's name.</param>
/// <param name="Patch">The change.</param>
/// <param name="Object">The Deployment.</param>
public sealed record ApplyItem(string Namespace, string Name, JsonElement Patch, ObjectReference Object)
{
    /// <summary>Whether the change is there and rolled out.</summary>
    public bool Ok { get; init; }

    /// <summary>0, or 1 for an error.</summary>
    public int Rc { get; init; }

    /// <summary>What was done, as kubectl prints it.</summary>
    public string Stdout { get; init; } = "";

    /// <summary>What went wrong; empty for nothing.</summary>
    public string Stderr { get; init; } = "";

    /// <summary>The version before the change.</summary>
    public string? ResourceVersionBefore { get; init; }

    /// <summary>The version that the change made.</summary>
    public string? ResourceVersionAfter { get; init; }

    /// <summary>How the rollout ended; <see langword="null"/> if it did not come to that.</summary>
    public RolloutResult? Rollout { get; init; }

    /// <summary>Whether the previous values were put back; <see langword="null"/> if that was not tried.</summary>
    public bool? Restored { get; init; }

    /// <summary>Why they were not, or empty.</summary>
    public string RestoreError { get; init; } = "";

    /// <summary>Whether the change reached the server, or may have.</summary>
    [JsonIgnore]
    public bool MayHaveChanged { get; init; }
}
