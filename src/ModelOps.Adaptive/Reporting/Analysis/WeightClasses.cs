namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>The members of an elite in classes that are drawn with dots of one size: the area of a particle's dot goes with its weight.</summary>
internal static class WeightClasses
{
    private const string Style = "elite";

    // The largest weight of a class, as a part of the largest of all, and the dots' style.
    private static readonly (double UpTo, string Style)[] Classes = [(0.1, $"{Style} tiny"), (0.3, $"{Style} small"), (0.6, Style), (1, $"{Style} large")];

    /// <summary>The classes that have a member, those of small dots first.</summary>
    public static IEnumerable<(string Style, IEnumerable<Candidate> Members)> Of(Elite elite)
    {
        if (elite.Weights is not { } weights) return [(Style, elite.Members)];
        var largest = weights.Max();
        return elite.Members.Index()
            .GroupBy(member => Array.FindIndex(Classes, entry => weights[member.Index] <= entry.UpTo * largest))
            .OrderBy(group => group.Key)
            .Select(group => (Classes[group.Key].Style, group.Select(member => member.Item)));
    }

    /// <summary>What the sizes mean, as a sentence with a blank before it; empty where all are equal.</summary>
    public static string Describe(Elite elite) => elite.Weights is null ? "" : " A larger dot is a particle of more weight.";
}
