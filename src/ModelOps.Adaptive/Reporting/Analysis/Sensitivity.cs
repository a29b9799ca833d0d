using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>
/// Sobol indices from a polynomial chaos expansion of the trials' losses (Sudret 2008, Global sensitivity analysis using polynomial chaos
/// expansions): over an orthonormal basis they are sums of squared coefficients. The losses enter as log(1 + (loss - best) / (median -
/// best)), so that a few bad trials do not drown the rest; trials closer to each other than a hundredth of the ranges count once, so
/// that where a search has settled does not outweigh the space; the degree is the one that predicts left-out trials best.
/// </summary>
/// <param name="Indices">One a free parameter, in order.</param>
/// <param name="Degree">The expansion's total degree.</param>
/// <param name="Terms">How many terms it has.</param>
/// <param name="Points">How many trials it was fitted to.</param>
/// <param name="Predictive">The share of variance that it predicts of trials left out (Q squared).</param>
public sealed record Sensitivity(IReadOnlyList<SensitivityIndex> Indices, int Degree, int Terms, int Points, double Predictive)
{
    /// <summary>Below this the indices are not to be relied on.</summary>
    public const double Reliable = 0.7;

    private const int MostPoints = 1000;
    private const int MostTerms = 120;
    private const int HighestDegree = 8;
    private const double Apart = 0.01;

    /// <summary>Whether the expansion predicts well enough.</summary>
    public bool IsReliable => Predictive >= Reliable;

    /// <summary>The indices; <see langword="null"/> with too few trials for a linear expansion, or if all losses are equal.</summary>
    /// <param name="space">The space.</param>
    /// <param name="ranked">All completed trials, by loss.</param>
    internal static Sensitivity? Of(SearchSpace space, IReadOnlyList<Candidate> ranked)
    {
        if (space.Dimensions == 0 || ranked.Count < 2 || ranked[0].Loss == ranked[^1].Loss) return null;
        var points = Thinned(ranked);
        var values = Transformed(ranked, points);
        var best = default((LegendreBasis Basis, double[] Coefficients, double Predictive, int Degree)?);
        for (var degree = 1; degree <= HighestDegree; degree++)
        {
            if (LegendreBasis.CountOf(space.Dimensions, degree) > Math.Min(points.Count / 2, MostTerms)) break;
            var basis = LegendreBasis.Of(space.Dimensions, degree);
            var (coefficients, predictive) = LeastSquares.Fit([.. points.Select(point => basis.At(point.Place))], values);
            if (best is null || predictive > best.Value.Predictive) best = (basis, coefficients, predictive, degree);
        }
        return best is { } fit
            ? new(IndicesOf(space, fit.Basis, fit.Coefficients), fit.Degree, fit.Basis.Terms.Count, points.Count, fit.Predictive)
            : null;
    }

    private static List<SensitivityIndex> IndicesOf(SearchSpace space, LegendreBasis basis, double[] coefficients)
    {
        var (first, all) = (new double[space.Dimensions], new double[space.Dimensions]);
        var variance = 0.0;
        for (var t = 1; t < coefficients.Length; t++)
        {
            var square = coefficients[t] * coefficients[t];
            variance += square;
            foreach (var (parameter, _) in basis.Terms[t]) all[parameter] += square;
            if (basis.Terms[t] is [var (alone, _)]) first[alone] += square;
        }
        return [.. space.Free.Select((parameter, i) => new SensitivityIndex(parameter.Name, Share(first[i]), Share(all[i])))];

        double Share(double part) => variance > 0 ? part / variance : 0;
    }

    private static List<double> Transformed(IReadOnlyList<Candidate> ranked, List<Candidate> points)
    {
        var best = ranked[0].Loss;
        var middle = ranked[ranked.Count / 2].Loss;
        // Halves, so that the difference of two very large losses stays finite.
        var scale = (middle > best ? middle / 2 - best / 2 : ranked[^1].Loss / 2 - best / 2);
        return points.ConvertAll(point => PortableMath.Log1P((point.Loss / 2 - best / 2) / scale));
    }

    private static List<Candidate> Thinned(IReadOnlyList<Candidate> ranked)
    {
        var stride = Math.Max(1, ranked.Count / (2 * MostPoints));
        var kept = new List<Candidate>();
        foreach (var candidate in ranked.Where((_, i) => i % stride == 0))
        {
            if (kept.Count == MostPoints) break;
            if (!kept.Exists(other => AreClose(other.Place, candidate.Place))) kept.Add(candidate);
        }
        return kept;
    }

    private static bool AreClose(double[] first, double[] second)
    {
        for (var i = 0; i < first.Length; i++)
        {
            if (Math.Abs(first[i] - second[i]) >= Apart) return false;
        }
        return true;
    }
}
