using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Licensing;

namespace ModelOps.Keeper.Gates;

/// <summary>Why an apply is blocked; the names are those of reports. The kill switch's is <see cref="BlockReason.KillSwitch"/>, those of licenses are in <see cref="LicenseReason"/>.</summary>
public static class GateReason
{
    /// <summary>There is no verification beside the plan.</summary>
    public const string VerifyMissing = "verify_missing";

    /// <summary>The verification is not ok, or can't be read.</summary>
    public const string VerifyFailed = "verify_failed";

    /// <summary>The verification is ok, but of another plan, cluster or state, or too old.</summary>
    public const string VerifyStale = "verify_stale";

    /// <summary>What is to be rolled back was changed by somebody else since.</summary>
    public const string ChangedSinceApply = "changed_since_apply";

    /// <summary>The line that goes to standard error.</summary>
    public static string ErrorLine(string reason) => reason switch
    {
        BlockReason.KillSwitch => "ERROR: MODEKEEPER_KILL_SWITCH=1 blocks apply/mutate operations",
        VerifyMissing or VerifyFailed or VerifyStale => "ERROR: verify_ok=true is required for apply/mutate operations",
        LicenseReason.Missing => "ERROR: apply blocked: license_missing (use --license-path, MODEKEEPER_LICENSE_PATH, or ./modekeeper.license.json)",
        _ => $"ERROR: apply blocked: {reason}",
    };
}
