namespace ModelOps.Adaptive.Launching;

/// <summary>What becomes of a run that exists and is not finished.</summary>
public enum ExistingRun
{
    /// <summary>It is refused: code <c>run_unfinished</c>.</summary>
    Refuse,

    /// <summary>It is gone on with.</summary>
    Resume,

    /// <summary>It is gone on with beside the other runners of it, and to be cancelled is an end like any other.</summary>
    Join,
}
