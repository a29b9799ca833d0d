using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Objectives;

/// <summary>Log probabilities of one observed count. A NaN signal gives NaN, an infinite one minus infinity or NaN.</summary>
public static class Likelihoods
{
    /// <summary>
    /// Rates and probabilities nearer to an end of their range than this count as it, so that a replicate in which the epidemic died
    /// out has a very low but finite likelihood.
    /// </summary>
    public const double Floor = 1e-10;

    /// <summary>log of Poisson(count; rate) = rate^count e^-rate / count!.</summary>
    public static double Poisson(double count, double rate)
    {
        var floored = AtLeastFloor(rate);
        return (count * PortableMath.Log(floored)) - floored - PortableMath.LogGamma(count + 1);
    }

    /// <summary>log of the negative binomial with the given mean and variance mean + mean^2 / size; size above 0.</summary>
    public static double NegativeBinomial(double count, double mean, double size)
    {
        var floored = AtLeastFloor(mean);
        var ways = PortableMath.LogGamma(count + size) - PortableMath.LogGamma(size) - PortableMath.LogGamma(count + 1);
        // size log(size / (size + mean)) and count log(mean / (size + mean)), without cancellation for a large size.
        var total = PortableMath.Log1P(floored / size);
        return ways - (size * total) + (count * (PortableMath.Log(floored / size) - total));
    }

    /// <summary>log of the binomial probability of a count out of a number of trials.</summary>
    public static double Binomial(double count, double trials, double probability)
    {
        // A NaN fails both comparisons and stays.
        var clamped = probability < Floor ? Floor : probability > 1 - Floor ? 1 - Floor : probability;
        var ways = PortableMath.LogGamma(trials + 1) - PortableMath.LogGamma(count + 1) - PortableMath.LogGamma(trials - count + 1);
        return ways + (count * PortableMath.Log(clamped)) + ((trials - count) * PortableMath.Log1P(-clamped));
    }

    private static double AtLeastFloor(double value) => value < Floor ? Floor : value;
}
