using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Knobs;

/// <summary>How a knob's value is known.</summary>
public enum KnobOrigin
{
    /// <summary>The Deployment says so.</summary>
    [JsonStringEnumMemberName("cluster")]
    Cluster,

    /// <summary>A rehearsal would have set it so; nothing was changed.</summary>
    [JsonStringEnumMemberName("rehearsed")]
    Rehearsed,

    /// <summary>Nobody said; it is what the registry calls usual.</summary>
    [JsonStringEnumMemberName("assumed")]
    Assumed,
}
