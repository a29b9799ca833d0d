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

    /// <summary>A trial has the loss that the spec asks for.</summary>
    TargetLoss,

    /// <summary>The trials in a row that the spec allows brought no smaller loss.</summary>
    NoImprovement,

    /// <summary>The spec's time is up.</summary>
    MaxTime,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,
}
