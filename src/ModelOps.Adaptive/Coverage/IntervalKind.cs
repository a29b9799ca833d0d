namespace ModelOps.Adaptive.Coverage;

/// <summary>What a fit says about where a parameter lies, and so what a check judges.</summary>
public enum IntervalKind
{
    /// <summary>The central intervals of a weighted posterior sample.</summary>
    Posterior,

    /// <summary>The range of the trials that fit nearly as well as the best by the likelihood ratio at 95 %.</summary>
    LikelihoodRange,

    /// <summary>The range of the trials that fit nearly as well as the best, without a likelihood that says how good is near.</summary>
    LossRange,
}
