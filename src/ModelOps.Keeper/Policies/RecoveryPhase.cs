using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Policies;

/// <summary>The phases of trouble.</summary>
public enum RecoveryPhase
{
    /// <summary>None.</summary>
    [JsonStringEnumMemberName("normal")]
    Normal,

    /// <summary>A signal is on.</summary>
    [JsonStringEnumMemberName("incident")]
    Incident,

    /// <summary>The signals are off; whether it lasts is being watched.</summary>
    [JsonStringEnumMemberName("recovering")]
    Recovering,
}
