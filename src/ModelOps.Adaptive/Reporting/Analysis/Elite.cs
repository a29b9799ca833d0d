using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>The trials that fit nearly as well as the best.</summary>
/// <param name="Members">By loss, then number; the best is the first.</param>
/// <param name="Bound">The largest loss that counts.</param>
/// <param name="Why">Which these are, in words.</param>
/// <param name="IsLikelihood">Whether the likelihood ratio chose them, so that a narrow range speaks of the data and not only of the search.</param>
internal sealed record Elite(IReadOnlyList<Candidate> Members, double Bound, string Why, bool IsLikelihood)
{
    /// <summary>With fewer, nothing is said about ranges and correlations.</summary>
    public const int Enough = 10;

    /// <summary>Whether there are enough members to speak of ranges.</summary>
    public bool IsEnough => Members.Count >= Enough;

    /// <summary>Chooses from all completed trials; there is at least one.</summary>
    /// <remarks>
    /// The likelihood rule if it gives enough; else the best tenth, such as where the losses of a stochastic model scatter more than
    /// the rule allows.
    /// </remarks>
    /// <param name="ranked">All, by loss, then number.</param>
    /// <param name="rule">The likelihood rule, if one holds.</param>
    public static Elite Of(IReadOnlyList<Candidate> ranked, (double Bound, string Why)? rule)
    {
        if (rule is { } likelihood)
        {
            var within = ranked.TakeWhile(candidate => candidate.Loss <= likelihood.Bound).ToList();
            var why = $"{Figure.Count(within.Count, "trial")} of {ranked.Count} in which {likelihood.Why}";
            if (within.Count >= Enough) return new(within, likelihood.Bound, why, IsLikelihood: true);
            var few = $"; only {Figure.Count(within.Count, "trial")} {(within.Count == 1 ? "is" : "are")} such that {likelihood.Why}";
            return BestTenth(ranked, few);
        }
        return BestTenth(ranked, "");
    }

    private static Elite BestTenth(IReadOnlyList<Candidate> ranked, string remark)
    {
        var tenth = ranked.Take(Math.Max(Math.Min(Enough, ranked.Count), ranked.Count / 10)).ToList();
        return new(tenth, tenth[^1].Loss, $"the best {tenth.Count} of {ranked.Count} trials{remark}", IsLikelihood: false);
    }
}
