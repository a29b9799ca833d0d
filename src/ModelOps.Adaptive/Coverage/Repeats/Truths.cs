using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>Draws the parameters that synthetic data are simulated from.</summary>
/// <param name="space">The search space.</param>
/// <param name="answer">The weighted points to draw from; <see langword="null"/> to draw from the whole space.</param>
internal sealed class Truths(SearchSpace space, IReadOnlyList<WeightedPoint>? answer)
{
    private const int MostTries = 100_000;

    /// <summary>The next draw of a stream.</summary>
    /// <exception cref="InvalidInputException">Code <c>constraints_too_tight</c>: hardly a point of the space fulfils the constraints.</exception>
    public ParameterSet Draw(CounterRandom random)
    {
        if (answer is not null) return Choose(answer, random.NextUniform());
        for (var i = 0; i < MostTries; i++)
        {
            var drawn = space.At([.. space.Free.Select(_ => random.NextUniform())]);
            if (space.Violated(drawn) is null) return drawn;
        }
        throw new InvalidInputException("constraints_too_tight", $"None of {MostTries} points drawn from the search space fulfils its constraints.", "Use --truths answer.");
    }

    private static ParameterSet Choose(IReadOnlyList<WeightedPoint> sample, double uniform)
    {
        var sum = 0.0;
        foreach (var point in sample)
        {
            sum += point.Weight;
            if (uniform < sum) return point.Parameters;
        }
        return sample[^1].Parameters;
    }
}
