using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Trials;
using ModelOps.Adaptive.Numerics;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Coverage.Repeats;

/// <summary>
/// What makes a simulation like data: for a likelihood loss a count drawn from it; for an error of a model without chance a normal or Laplace
/// error of the size that the best trial leaves; and nothing else, since a model with chance in it errs by itself.
/// </summary>
internal sealed class DataErrors
{
    private readonly double[] _sizes;

    private DataErrors(double[] sizes) => _sizes = sizes;

    /// <summary>The sizes for a study.</summary>
    /// <param name="targets">Its targets.</param>
    /// <param name="best">Its best trial.</param>
    /// <param name="hasChance">Whether the model has chance in it.</param>
    /// <exception cref="InvalidInputException">Code <c>losses_not_recorded</c>: the study is older than the record of each target's own loss.</exception>
    public static DataErrors Of(IReadOnlyList<TargetSpec> targets, Trial best, bool hasChance)
    {
        if (hasChance) return new(new double[targets.Count]);
        var losses = best.Losses.Count == targets.Count ? best.Losses : targets.Count == 1
            ? [best.Result!.Loss / targets[0].Definition.Weight]
            : throw new InvalidInputException("losses_not_recorded", "The run does not say what each target's own loss is, from which the size of its errors follows.", "Run the study again with this version.");
        return new([.. targets.Select((target, i) => target.Definition.Loss == LossKind.Mse ? Math.Sqrt(losses[i]) : losses[i])]);
    }

    /// <summary>In words, what is added to a simulation; empty if nothing is.</summary>
    public static string Describe(IReadOnlyList<TargetSpec> targets, bool hasChance)
    {
        var parts = targets.Select(target => target.Definition.Loss switch
        {
            LossKind.Poisson => "Poisson counts about it",
            LossKind.NegativeBinomial => "negative binomial counts about it",
            LossKind.Binomial => "binomial counts of it",
            LossKind.Mae => hasChance ? "" : "Laplace errors of the size that the best trial leaves",
            _ => hasChance ? "" : "normal errors of the size that the best trial leaves",
        });
        return string.Join(" and ", parts.Where(part => part.Length > 0).Distinct(StringComparer.Ordinal));
    }

    /// <summary>One synthetic observation.</summary>
    /// <param name="random">The stream.</param>
    /// <param name="targets">The study's targets.</param>
    /// <param name="place">Which target and which of its observations.</param>
    /// <param name="signal">What was simulated there.</param>
    public double Observe(CounterRandom random, IReadOnlyList<TargetSpec> targets, (int Target, int Observation) place, double signal)
    {
        var (definition, observed) = (targets[place.Target].Definition, targets[place.Target].Observed);
        return definition.Loss switch
        {
            LossKind.Poisson => CountDraws.Poisson(random, signal),
            LossKind.NegativeBinomial => CountDraws.NegativeBinomial(random, signal, definition.Dispersion!.Value),
            LossKind.Binomial => CountDraws.Binomial(random, observed.Trials[place.Observation], signal),
            LossKind.Mae => signal + (_sizes[place.Target] * Laplace(random)),
            _ => signal + (_sizes[place.Target] * random.NextGaussian()),
        };
    }

    // By inversion; its mean absolute value is 1.
    private static double Laplace(CounterRandom random)
    {
        var uniform = random.NextOpenUniform() - 0.5;
        var size = -PortableMath.Log(1 - (2 * Math.Abs(uniform)));
        return uniform < 0 ? -size : size;
    }
}
