using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Passports;

/// <summary>The limits of a passport.</summary>
/// <param name="CooldownS">The seconds between two changes, 0 or more.</param>
/// <param name="MaxDeltaPerStep">By how much one step may change a knob, 0 or more.</param>
/// <param name="RelockStableIntervals">How many stable intervals come before a profile is held again, 1 or more.</param>
public sealed record PassportLimits(long CooldownS, long MaxDeltaPerStep, long RelockStableIntervals)
{
    /// <summary>Narrower bounds of knobs by name; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, KnobLimit>? KnobLimits { get; init; }
}
