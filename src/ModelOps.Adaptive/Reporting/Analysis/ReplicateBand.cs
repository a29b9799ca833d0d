using ModelOps.Adaptive.Objectives;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>The spread of a trial's replicates at each observation.</summary>
/// <param name="Low">The lower edge: the 5 % quantile, or the smallest of fewer than 20 replicates.</param>
/// <param name="Median">The median.</param>
/// <param name="High">The upper edge: the 95 % quantile, or the largest.</param>
internal sealed record ReplicateBand(IReadOnlyList<double> Low, IReadOnlyList<double> Median, IReadOnlyList<double> High)
{
    private const int EnoughForQuantiles = 20;

    /// <summary>The band of a target.</summary>
    public static ReplicateBand Of(AlignedTarget target)
    {
        var sorted = Enumerable.Range(0, target.Observed.Values.Count)
            .Select(row => target.Replicates.Select(replicate => replicate[row]).Where(double.IsFinite).Order().DefaultIfEmpty(double.NaN).ToList())
            .ToList();
        var edge = target.Replicates.Count >= EnoughForQuantiles ? 0.05 : 0;
        return new([.. sorted.Select(values => Quantile(values, edge))], [.. sorted.Select(values => Quantile(values, 0.5))], [.. sorted.Select(values => Quantile(values, 1 - edge))]);
    }

    /// <summary>What the band is, in words.</summary>
    public static string Describe(int replicates) => replicates >= EnoughForQuantiles
        ? $"the middle 90% of {replicates} replicates"
        : $"the range of {replicates} replicates";

    /// <summary>How many observations lie inside of the band.</summary>
    public int Covered(AlignedTarget target) =>
        Enumerable.Range(0, Low.Count).Count(row => target.Observed.Values[row] >= Low[row] && target.Observed.Values[row] <= High[row]);

    // Linear between order statistics (Hyndman and Fan 1996, type 7).
    private static double Quantile(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        return below + 1 < sorted.Count ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
