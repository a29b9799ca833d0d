using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>Which parameters the data determine, judged by the trials that fit nearly as well as the best.</summary>
internal static class Identifiability
{
    private const double WeakShare = 0.2;
    private const double FlatShare = 0.5;
    private const double NearBound = 0.01;

    // The prior's own interval takes up 0.95 of the range.
    private const double WeakPosterior = 0.4;
    private const double FlatPosterior = 0.8;
    private const double Tail = 0.025;

    /// <summary>A finding for each free parameter, in order.</summary>
    public static IReadOnlyList<ParameterFinding> FindingsOf(SearchSpace space, Elite elite, Curvature curvature, Candidate answer) =>
        [.. space.Free.Select((parameter, i) => elite.Weights is null || parameter is CategoricalParameter ? RangeOf(parameter, i, (elite, curvature), answer) : IntervalOf(parameter, i, elite))];

    /// <summary>The pairs of numeric parameters that are correlated at least <see cref="Correlation.Strong"/>, the strongest first.</summary>
    public static IReadOnlyList<Correlation> StrongPairs(SearchSpace space, Elite elite)
    {
        if (!elite.IsEnough) return [];
        var numeric = Enumerable.Range(0, space.Dimensions).Where(i => space.Free[i] is not CategoricalParameter).ToList();
        return
        [
            .. from first in numeric
               from second in numeric
               where first < second
               let coefficient = Correlation.Of(elite, first, second)
               where Math.Abs(coefficient) >= Correlation.Strong
               orderby Math.Abs(coefficient) descending, first, second
               select new Correlation(space.Free[first].Name, space.Free[second].Name, coefficient),
        ];
    }

    private static ParameterFinding RangeOf(SearchParameter parameter, int index, (Elite Elite, Curvature Curvature) judged, Candidate answer)
    {
        var (elite, curvature) = judged;
        var low = elite.Members.MinBy(member => member.Place[index])!;
        var high = elite.Members.MaxBy(member => member.Place[index])!;
        var share = parameter is CategoricalParameter choices
            ? (elite.Members.DistinctBy(member => member.Place[index]).Count() - 1.0) / (choices.Choices.Count - 1)
            : high.Place[index] - low.Place[index];
        var place = answer.Place[index];
        var atBound = parameter is not CategoricalParameter && (place < NearBound || place > 1 - NearBound);
        return new(
            parameter.Name, ValueOf(answer, parameter), ValueOf(low, parameter), ValueOf(high, parameter), share,
            Judge(elite, share, curvature, index), atBound)
        {
            ByCurvature = elite.IsEnough && curvature.WidthOf(index) is { } width && share < FlatShare && width > Math.Max(share, WeakShare) ? width : null,
        };
    }

    private static ParameterFinding IntervalOf(SearchParameter parameter, int index, Elite elite)
    {
        var marginal = new WeightedMarginal(elite.Members.Select((member, i) => (member.Place[index], elite.WeightOf(i))));
        var (low, high) = (marginal.Quantile(Tail), marginal.Quantile(1 - Tail));
        var determination = !elite.IsEnough ? Determination.Unknown : (high - low) switch
        {
            >= FlatPosterior => Determination.Flat,
            >= WeakPosterior => Determination.Weak,
            _ => Determination.Determined,
        };
        var atBound = determination != Determination.Flat && (low < NearBound || high > 1 - NearBound);
        return new(parameter.Name, ValueOf(elite.Members[0], parameter), ValueAt(low), ValueAt(high), high - low, determination, atBound) { Median = ValueAt(marginal.Quantile(0.5)) };

        // A quantile of a sample is one of its values.
        string ValueAt(double place) => ValueOf(elite.Members.First(member => member.Place[index].Equals(place)), parameter);
    }

    // That good trials lie far apart is a fact of the data, whoever chose them. That they lie close together may be the search's doing,
    // which the curvature of the loss among the trials about them tells.
    private static Determination Judge(Elite elite, double share, Curvature curvature, int index) => Math.Max(share, curvature.WidthOf(index) ?? 0) switch
    {
        _ when !elite.IsEnough => Determination.Unknown,
        >= FlatShare => Determination.Flat,
        >= WeakShare => Determination.Weak,
        _ => elite.IsLikelihood && curvature.IsKnown ? Determination.Determined : Determination.Unknown,
    };

    private static string ValueOf(Candidate candidate, SearchParameter parameter) => candidate.Trial.Parameters.Values[parameter.Name].Canonical;
}
