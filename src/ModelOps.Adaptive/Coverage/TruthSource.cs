namespace ModelOps.Adaptive.Coverage;

/// <summary>Which parameters the synthetic data of a check are simulated from.</summary>
public enum TruthSource
{
    /// <summary>
    /// Drawn uniformly from the search space: the prior of <c>builtin:abc_smc</c>, under which the intervals of an exact posterior contain
    /// their share of the truths whatever the model (Cook, Gelman and Rubin 2006; Talts et al. 2018).
    /// </summary>
    Prior,

    /// <summary>What the study answers: drawn from its posterior sample, or its best parameters where it gives no sample.</summary>
    Answer,
}
