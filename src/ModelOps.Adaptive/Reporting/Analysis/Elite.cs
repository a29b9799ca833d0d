using ModelOps.Adaptive.Records;
using ModelOps.Adaptive.Reporting.Markup;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>
/// The trials that fit nearly as well as the best; where these are too few to speak of, the best tenth stands in for them. Of a study that
/// samples the posterior, its particles.
/// </summary>
/// <param name="Members">By loss, then number; the best is the first.</param>
/// <param name="Bound">The largest loss among those that count.</param>
/// <param name="Why">Which these are, in words.</param>
/// <param name="Within">How many trials fit nearly as well by the rule.</param>
/// <param name="IsLikelihood">Whether the rule is the likelihood ratio, so that a narrow range speaks of the data and not only of the search.</param>
internal sealed record Elite(IReadOnlyList<Candidate> Members, double Bound, string Why, int Within, bool IsLikelihood)
{
    private readonly HashSet<int> _trials = [.. Members.Select(member => member.Trial.Number)];

    /// <summary>With fewer, nothing is said about ranges and correlations.</summary>
    public const int Enough = 10;

    private const double Near = 0.05;

    /// <summary>One weight a member, summing to 1, of a posterior sample; otherwise <see langword="null"/>.</summary>
    public IReadOnlyList<double>? Weights { get; private init; }

    /// <summary>Whether a trial is a member.</summary>
    public bool Has(Candidate candidate) => _trials.Contains(candidate.Trial.Number);

    /// <summary>The weight of a member.</summary>
    public double WeightOf(int member) => Weights is { } weights ? weights[member] : 1.0 / Members.Count;

    /// <summary>Whether enough trials fit nearly as well to speak of ranges.</summary>
    public bool IsEnough => Within >= Enough;

    /// <summary>Chooses from all completed trials; there is at least one.</summary>
    /// <param name="ranked">All, by loss, then number.</param>
    /// <param name="reference">What the losses are compared with: the smallest, or that of an answer that was confirmed.</param>
    /// <param name="likelihood">The likelihood rule; without one a loss is near if it is a twentieth of the way from the best to the 90 % quantile.</param>
    public static Elite Of(IReadOnlyList<Candidate> ranked, double reference, (double Bound, string Why)? likelihood)
    {
        var (best, far) = (reference, ranked[ranked.Count * 9 / 10].Loss);
        // Halves, so that the difference of two very large losses stays finite.
        var (bound, why) = likelihood ?? (best + (2 * Near * (far / 2 - best / 2)), $"the loss is at most {Figure.Percent(Near)} of the way from the best to the 90% quantile of all trials");
        var within = ranked.TakeWhile(candidate => candidate.Loss <= bound).ToList();
        if (within.Count >= Enough)
            return new(within, bound, $"{within.Count} trials of {ranked.Count} in which {why}", within.Count, likelihood is not null);
        var tenth = ranked.Take(Math.Max(Math.Min(Enough, ranked.Count), ranked.Count / 10)).ToList();
        var few = $"the best {tenth.Count} of {ranked.Count} trials, since there {(within.Count == 1 ? "is" : "are")} only {within.Count} in which {why}";
        return new(tenth, tenth[^1].Loss, few, within.Count, likelihood is not null);
    }

    /// <summary>The particles of a posterior sample; <see langword="null"/> if none is among the candidates.</summary>
    /// <param name="ranked">All, by loss, then number.</param>
    /// <param name="sample">The particles.</param>
    public static Elite? OfSample(IReadOnlyList<Candidate> ranked, IReadOnlyList<WeightedTrial> sample)
    {
        var weights = sample.ToDictionary(particle => particle.Trial.Number, particle => particle.Weight);
        var members = ranked.Where(candidate => weights.ContainsKey(candidate.Trial.Number)).ToList();
        if (members.Count == 0) return null;
        var why = $"the {members.Count} particles of the last complete population, by their weights; the largest distance among them is {Figure.Of(members[^1].Loss)}";
        return new(members, members[^1].Loss, why, members.Count, IsLikelihood: true) { Weights = members.ConvertAll(member => weights[member.Trial.Number]) };
    }
}
