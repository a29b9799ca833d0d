using ModelOps.Keeper.Passports;

namespace ModelOps.Cli.Keeper.Passports;

/// <summary>A passport as <c>keeper passport show</c> answers it: the knobs in two flat lists.</summary>
/// <param name="SchemaVersion"><c>passport.v0</c>.</param>
/// <param name="PassportId">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="AllowedChords">The chords.</param>
/// <param name="AllowedActuatorsHot">The knobs that take effect while the workload runs.</param>
/// <param name="AllowedActuatorsCold">The knobs that restart its pods.</param>
internal sealed record PassportView(
    string SchemaVersion, string PassportId, string Description, IReadOnlyList<string> AllowedChords, IReadOnlyList<string> AllowedActuatorsHot, IReadOnlyList<string> AllowedActuatorsCold)
{
    /// <summary>The limits.</summary>
    public required PassportLimits Limits { get; init; }

    /// <summary>What must be kept.</summary>
    public required IReadOnlyList<string> Invariants { get; init; }

    /// <summary>The pauses after chords, in milliseconds.</summary>
    public required IReadOnlyDictionary<string, long> Cooldowns { get; init; }

    /// <summary>What it opens.</summary>
    public required PassportGates Gates { get; init; }

    /// <summary>The view of a passport.</summary>
    public static PassportView Of(Passport passport) => new(
        passport.SchemaVersion, passport.PassportId, passport.Description, passport.AllowedChords, passport.AllowedActuators.Hot, passport.AllowedActuators.Cold)
    {
        Limits = passport.Limits,
        Invariants = passport.Invariants,
        Cooldowns = passport.Cooldowns,
        Gates = passport.Gates,
    };
}
