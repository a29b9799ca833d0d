namespace ModelOps.Adaptive.Objectives;

/// <summary>How the replicates of a trial become one loss; in a spec the snake_case name.</summary>
public enum Reduction
{
    /// <summary>The loss of the mean of the replicates' signals.</summary>
    MeanSignal,

    /// <summary>The mean of the replicates' losses.</summary>
    Annealed,

    /// <summary>
    /// The likelihood averaged over the replicates, jointly over all targets that are reduced so: minus the log of the mean over
    /// replicates of the product over targets. Only for the likelihood losses.
    /// </summary>
    Likelihood,
}
