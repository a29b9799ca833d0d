namespace ModelOps.Keeper.Chords;

/// <summary>How much a chord may upset a workload; in the catalog in lower case.</summary>
public enum RiskTier
{
    /// <summary>May be applied whenever its signals are there and the envelope allows it.</summary>
    Safe,

    /// <summary>Needs the approval of a person (<c>--approve-advanced</c>) for each command that applies it.</summary>
    Advanced,
}
