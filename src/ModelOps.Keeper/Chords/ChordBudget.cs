namespace ModelOps.Keeper.Chords;

/// <summary>What a chord may use up beyond its cooldown. Everything is optional; the default allows all.</summary>
/// <param name="MaxChangesPerHour">How often the chord may be applied to one workload within an hour, at least 1; <see langword="null"/> is without a limit.</param>
/// <param name="RequireCommTelemetry">Whether the chord needs telemetry of the communication between workers.</param>
/// <param name="EmergencyOnly">Whether the chord is meant for a workload that is about to hang.</param>
public sealed record ChordBudget(int? MaxChangesPerHour = null, bool RequireCommTelemetry = false, bool EmergencyOnly = false)
{
    /// <summary>The budget of a chord that names none.</summary>
    public static ChordBudget None { get; } = new();
}
