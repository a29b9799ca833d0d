namespace ModelOps.Keeper.Envelope;

/// <summary>Why the envelope does not let an action pass, as reports name it.</summary>
public static class BlockReason
{
    /// <summary>The kill switch is on.</summary>
    public const string KillSwitch = "kill_switch";

    /// <summary>No knob has this name.</summary>
    public const string UnknownKnob = "unknown_knob";

    /// <summary>The catalog has no such chord, or the action belongs to none.</summary>
    public const string UnknownChord = "unknown_chord";

    /// <summary>The chord may not touch the knob.</summary>
    public const string NotAllowlisted = "not_allowlisted";

    /// <summary>The chord or the knob is advanced, and nobody approved.</summary>
    public const string ApprovalRequired = "approval_required";

    /// <summary>A signal that the chord requires is not on.</summary>
    public const string RequiredSignalMissing = "required_signal_missing";

    /// <summary>The target lies outside of the knob's bounds.</summary>
    public const string OutOfBounds = "out_of_bounds";

    /// <summary>The target lies between the knob's steps.</summary>
    public const string OffStep = "off_step";

    /// <summary>The knob is there already.</summary>
    public const string NoChange = "no_change";

    /// <summary>An earlier action of the same round turns the same knob.</summary>
    public const string ConflictingAction = "conflicting_action";

    /// <summary>The knob or the chord was used too short a while ago.</summary>
    public const string CooldownActive = "cooldown_active";

    /// <summary>The step is larger than allowed.</summary>
    public const string MaxDeltaExceeded = "max_delta_exceeded";

    /// <summary>The knob or the chord was used too often within the hour.</summary>
    public const string HourlyBudgetExhausted = "hourly_budget_exhausted";

    /// <summary>What the chord must keep would not be kept.</summary>
    public const string InvariantViolated = "invariant_violated";
}
