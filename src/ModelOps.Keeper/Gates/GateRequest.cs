using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Plans;

namespace ModelOps.Keeper.Gates;

/// <summary>What an apply brings to the gates.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="VerifyReportPath">The verification's file, which need not exist.</param>
public sealed record GateRequest(Plan Plan, string VerifyReportPath)
{
    /// <summary>How old a verification may be by default.</summary>
    public static readonly TimeSpan UsualVerifyAge = TimeSpan.FromMinutes(15);

    /// <summary>The value of <see cref="KillSwitch.Variable"/>.</summary>
    public string? KillSwitchValue { get; init; }

    /// <summary>The license that the command line names, if any.</summary>
    public string? LicensePath { get; init; }

    /// <summary>Whether a development license counts for any cluster.</summary>
    public bool AllowDevelopmentLicense { get; init; }

    /// <summary>How old the verification may be.</summary>
    public TimeSpan MaxVerifyAge { get; init; } = UsualVerifyAge;
}
