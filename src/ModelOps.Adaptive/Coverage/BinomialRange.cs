using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Coverage;

/// <summary>The counts that chance alone explains: all but at most half a percent of a binomial distribution on either side.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
public sealed record BinomialRange(int Least, int Most)
{
    private const double Tail = 0.005;

    /// <summary>The range of a number of successes.</summary>
    /// <param name="trials">At least 1.</param>
    /// <param name="probability">Of a success, above 0 and below 1.</param>
    public static BinomialRange Of(int trials, double probability)
    {
        var (least, most) = (0, trials);
        for (var below = 0.0; (below += Probability(least)) <= Tail;) least++;
        for (var above = 0.0; (above += Probability(most)) <= Tail;) most--;
        return new(least, most);

        double Probability(int successes) => PortableMath.Exp(Likelihoods.Binomial(successes, trials, probability));
    }

    /// <summary>Whether a count is in it.</summary>
    public bool Contains(int count) => count >= Least && count <= Most;
}
