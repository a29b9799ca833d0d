using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>
/// Which losses are as good as the smallest, by the likelihood ratio (Wilks 1938): half of the 95 % point of chi-square with one degree
/// of freedom, 1.92, for a negative log likelihood. A squared or absolute error is the likelihood of normal or Laplace errors of unknown
/// size, so that with n observations the bound is a factor: exp(2 x 1.92 / n) for the mean square, its root for the root mean square, and
/// exp(1.92 / n) for the mean absolute error.
/// </summary>
internal static class EliteRule
{
    private const double HalfChiSquare = 1.9207294103470615;

    /// <summary>The largest loss that counts, and why in words; <see langword="null"/> where the objective is no single likelihood.</summary>
    /// <param name="targets">The targets as recorded.</param>
    /// <param name="observations">How many observations the first target has; 0 if unknown.</param>
    /// <param name="best">The loss that others are compared with.</param>
    public static (double Bound, string Why)? Of(IReadOnlyList<RecordedTarget> targets, int observations, double best)
    {
        if (targets.Count == 0) return null;
        var definitions = targets.Select(target => target.Definition).ToList();
        if (definitions.TrueForAll(target => target.IsLikelihood) && (definitions.Count == 1 || definitions.TrueForAll(target => target.Weight == 1)))
        {
            var rise = HalfChiSquare * definitions[0].Weight;
            return (best + rise, $"the log likelihood is at most {Figure.Of(rise)} below the best (likelihood ratio, 95%)");
        }
        if (definitions.Count > 1 || definitions[0].IsLikelihood || observations == 0 || best <= 0) return null;
        var exponent = definitions[0].Loss == LossKind.Mse ? 2 * HalfChiSquare / observations : HalfChiSquare / observations;
        var factor = PortableMath.Exp(exponent);
        return (best * factor, $"the loss is at most {Figure.Of(factor)} times the best (likelihood ratio, 95%, {observations} observations)");
    }
}
