using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>The trials that fit nearly as well as the best; where these are too few to speak of, the best tenth stands in for them.</summary>
/// <param name="Members">By loss, then number; the best is the first.</param>
/// <param name="Bound">The largest loss among those that count.</param>
/// <param name="Why">Which these are, in words.</param>
/// <param name="Within">How many trials fit nearly as well by the rule.</param>
/// <param name="IsLikelihood">Whether the rule is the likelihood ratio, so that a narrow range speaks of the data and not only of the search.</param>
internal sealed record Elite(IReadOnlyList<Candidate> Members, double Bound, string Why, int Within, bool IsLikelihood)
{
    /// <summary>With fewer, nothing is said about ranges and correlations.</summary>
    public const int Enough = 10;

    private const double Near = 0.05;

    /// <summary>Whether enough trials fit nearly as well to speak of ranges.</summary>
    public bool IsEnough => Within >= Enough;

    /// <summary>Chooses from all completed trials; there is at least one.</summary>
    /// <param name="ranked">All, by loss, then number.</param>
    /// <param name="likelihood">The likelihood rule; without one a loss is near if it is a twentieth of the way from the best to the 90 % quantile.</param>
    public static Elite Of(IReadOnlyList<Candidate> ranked, (double Bound, string Why)? likelihood)
    {
        var (best, far) = (ranked[0].Loss, ranked[ranked.Count * 9 / 10].Loss);
        // Halves, so that the difference of two very large losses stays finite.
        var (bound, why) = likelihood ?? (best + (2 * Near * (far / 2 - best / 2)), $"the loss is at most {Figure.Percent(Near)} of the way from the best to the 90% quantile of all trials");
        var within = ranked.TakeWhile(candidate => candidate.Loss <= bound).ToList();
        if (within.Count >= Enough)
            return new(within, bound, $"{within.Count} trials of {ranked.Count} in which {why}", within.Count, likelihood is not null);
        var tenth = ranked.Take(Math.Max(Math.Min(Enough, ranked.Count), ranked.Count / 10)).ToList();
        var few = $"the best {tenth.Count} of {ranked.Count} trials, since there {(within.Count == 1 ? "is" : "are")} only {within.Count} in which {why}";
        return new(tenth, tenth[^1].Loss, few, within.Count, likelihood is not null);
    }
}
