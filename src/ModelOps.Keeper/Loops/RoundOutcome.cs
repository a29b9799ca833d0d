namespace ModelOps.Keeper.Loops;

/// <summary>What became of a round's changes.</summary>
public sealed record RoundOutcome
{
    /// <summary>The reason of an apply that is blocked because nobody knows what the knobs are at.</summary>
    public const string KnobsUnknown = "current_values_unknown";

    /// <summary>Whether changes were begun.</summary>
    public bool Attempted { get; init; }

    /// <summary>Whether all were made; null if none was begun.</summary>
    public bool? Ok { get; init; }

    /// <summary>What forbade them; null if nothing did.</summary>
    public string? BlockedReason { get; init; }

    /// <summary>The same in a sentence.</summary>
    public string? BlockedDetail { get; init; }

    /// <summary>Whether the plan was found good; null if it was not verified.</summary>
    public bool? VerifyOk { get; init; }

    /// <summary>What stands in the plan's way; null for nothing.</summary>
    public string? VerifyBlockerKind { get; init; }

    /// <summary>Which right is missing; null for none.</summary>
    public string? VerifyRbacHint { get; init; }

    /// <summary>The verification's file; null for none.</summary>
    public string? VerifyReportPath { get; init; }

    /// <summary>The apply's file; null for none.</summary>
    public string? ApplyReportPath { get; init; }

    /// <summary>The exit status that the apply by itself would have had: 0, 1 or 2; null for none.</summary>
    public int? ApplyRc { get; init; }

    /// <summary>Whether the kill switch is on.</summary>
    public bool KillSwitchActive { get; init; }

    /// <summary>What is known of the license; null if nobody asked.</summary>
    public LicenseUse? License { get; init; }
}
