namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>The trials that a drawing shows where there are too many to show.</summary>
internal static class DrawnTrials
{
    /// <summary>All of them up to a number; beyond it the best half of that number, and every so many-th of the others.</summary>
    /// <param name="ranked">By loss.</param>
    /// <param name="most">How many may be drawn, at least 2.</param>
    public static IReadOnlyList<Candidate> Of(IReadOnlyList<Candidate> ranked, int most)
    {
        if (ranked.Count <= most) return ranked;
        var half = most / 2;
        var stride = (ranked.Count - half + half - 1) / half;
        return [.. ranked.Where((_, i) => i < half || (i - half) % stride == 0)];
    }

    /// <summary>What is left out, as a sentence with a blank before it; empty if nothing is.</summary>
    public static string Describe(int all, int most) => all <= most ? "" : $" Of {all} trials the best {most / 2} and an even choice of the others are drawn.";
}
