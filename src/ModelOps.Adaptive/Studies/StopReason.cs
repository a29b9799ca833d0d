namespace ModelOps.Adaptive.Studies;

/// <summary>Why a study ended; in JSON in snake_case.</summary>
public enum StopReason
{
    /// <summary>It has as many trials as the spec allows.</summary>
    MaxTrials,

    /// <summary>Another trial would exceed the spec's number of simulations.</summary>
    MaxSimulations,

    /// <summary>The algorithm has nothing more to propose.</summary>
    Finished,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,
}
