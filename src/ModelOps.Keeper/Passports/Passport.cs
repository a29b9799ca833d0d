namespace ModelOps.Keeper.Passports;

/// <summary>What may be done to one kind of workload: the chords, the knobs and the limits, narrower than the catalog's.</summary>
/// <param name="PassportId">Its name.</param>
/// <param name="Description">What it is for, a sentence for people.</param>
/// <param name="AllowedChords">The chords; names of <see cref="PassportVocabulary.Chords"/>.</param>
/// <param name="AllowedActuators">The knobs.</param>
/// <param name="Limits">The limits.</param>
/// <param name="Invariants">What must be kept.</param>
public sealed record Passport(
    string PassportId,
    string Description,
    IReadOnlyList<string> AllowedChords,
    PassportActuators AllowedActuators,
    PassportLimits Limits,
    IReadOnlyList<string> Invariants)
{
    /// <summary>The value of <c>schema_version</c>.</summary>
    public const string Version = "passport.v0";

    /// <summary>Always <c>passport.v0</c>.</summary>
    public string SchemaVersion { get; } = Version;

    /// <summary>The pause after each chord in milliseconds, for those that have one.</summary>
    public IReadOnlyDictionary<string, long> Cooldowns { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>What it opens.</summary>
    public PassportGates Gates { get; init; } = new(false);

    /// <summary>Whether a knob may be turned.</summary>
    public bool Allows(string knob) => AllowedActuators.Hot.Contains(knob) || AllowedActuators.Cold.Contains(knob);
}
