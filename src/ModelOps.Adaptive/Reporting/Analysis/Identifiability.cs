using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>Which parameters the data determine, judged by the trials that fit nearly as well as the best.</summary>
internal static class Identifiability
{
    private const double WeakShare = 0.2;
    private const double FlatShare = 0.5;
    private const double NearBound = 0.01;

    /// <summary>A finding for each free parameter, in order.</summary>
    public static IReadOnlyList<ParameterFinding> FindingsOf(SearchSpace space, Elite elite) =>
        [.. space.Free.Select((parameter, i) => FindingOf(parameter, i, elite))];

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
               let coefficient = Correlation.Of(elite.Members, first, second)
               where Math.Abs(coefficient) >= Correlation.Strong
               orderby Math.Abs(coefficient) descending, first, second
               select new Correlation(space.Free[first].Name, space.Free[second].Name, coefficient),
        ];
    }

    private static ParameterFinding FindingOf(SearchParameter parameter, int index, Elite elite)
    {
        var best = elite.Members[0];
        var low = elite.Members.MinBy(member => member.Place[index])!;
        var high = elite.Members.MaxBy(member => member.Place[index])!;
        var share = parameter is CategoricalParameter choices
            ? (elite.Members.DistinctBy(member => member.Place[index]).Count() - 1.0) / (choices.Choices.Count - 1)
            : high.Place[index] - low.Place[index];
        var place = best.Place[index];
        var atBound = parameter is not CategoricalParameter && (place < NearBound || place > 1 - NearBound);
        return new(
            parameter.Name, ValueOf(best, parameter), ValueOf(low, parameter), ValueOf(high, parameter), share,
            Judge(elite, share), atBound);
    }

    // That good trials lie far apart is a fact of the data, whoever chose them. That they lie close together may be the search's doing.
    private static Determination Judge(Elite elite, double share) => share switch
    {
        _ when !elite.IsEnough => Determination.Unknown,
        >= FlatShare => Determination.Flat,
        >= WeakShare => Determination.Weak,
        _ => elite.IsLikelihood ? Determination.Determined : Determination.Unknown,
    };

    private static string ValueOf(Candidate candidate, SearchParameter parameter) => candidate.Trial.Parameters.Values[parameter.Name].Canonical;
}
