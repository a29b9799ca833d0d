using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Licensing;

namespace ModelOps.Keeper.Gates;

/// <summary>Whether an apply may begin.</summary>
/// <param name="Reason">Why not: one of <see cref="GateReason"/>, <see cref="BlockReason.KillSwitch"/> or <see cref="LicenseReason"/>; <see langword="null"/> if it may.</param>
/// <param name="Detail">The same in a sentence.</param>
public sealed record GateDecision(string? Reason, string Detail)
{
    /// <summary>Whether the kill switch is on.</summary>
    public bool KillSwitchActive { get; init; }

    /// <summary>What the license is worth; <see langword="null"/> if it was not looked at.</summary>
    public LicenseVerdict? License { get; init; }

    /// <summary>Whether the verification is ok and of this plan; <see langword="null"/> if it was not looked at.</summary>
    public bool? VerifyOk { get; init; }

    /// <summary>The objects as they were verified; empty unless the apply may begin.</summary>
    public IReadOnlyList<VerifiedObject> Verified { get; init; } = [];
}
