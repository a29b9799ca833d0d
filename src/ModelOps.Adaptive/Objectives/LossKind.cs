namespace ModelOps.Adaptive.Objectives;

/// <summary>How a simulated signal is compared with the observations; in a spec the snake_case name.</summary>
public enum LossKind
{
    /// <summary>Mean squared error.</summary>
    Mse,

    /// <summary>Square root of the mean squared error.</summary>
    Rmse,

    /// <summary>Mean absolute error.</summary>
    Mae,

    /// <summary>Negative log likelihood of counts; the signal is the rate.</summary>
    Poisson,

    /// <summary>Negative log likelihood of counts; the signal is the mean mu, the variance is mu + mu^2 / dispersion.</summary>
    NegativeBinomial,

    /// <summary>Negative log likelihood of successes out of a number of trials; the signal is the probability.</summary>
    Binomial,
}
