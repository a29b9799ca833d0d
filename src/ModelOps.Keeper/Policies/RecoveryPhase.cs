namespace ModelOps.Keeper.Policies;

/// <summary>The phases of trouble.</summary>
public enum RecoveryPhase
{
    /// <summary>None.</summary>
    Normal,

    /// <summary>A signal is on.</summary>
    Incident,

    /// <summary>The signals are off; whether it lasts is being watched.</summary>
    Recovering,
}
