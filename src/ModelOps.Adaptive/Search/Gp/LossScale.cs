using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Gp;

/// <summary>
/// Losses as values of mean 0 and variance 1. Plain: as they are. Bent: log(1 + (loss - least) / unit), where the unit is what a quarter
/// of the losses lie above the least; so the best quarter keeps its proportions, while losses that are far worse, by whatever power, do
/// not flatten it. Squared: the squares of losses that are not negative, since a distance, such as a root of mean squares, has a kink
/// where it is least, and its square has none. Failed trials count as the worst.
/// </summary>
internal sealed class LossScale
{
    private const double Part = 0.25;

    // Their squares, and those of the squares, are finite when they are summed.
    private const double LargestHeight = 1e150;
    private const double LargestRoot = 1e75;
    private const double LeastSlope = 2.2250738585072014e-308;

    private LossScale(double[] values, double logSlope) => (Values, LogSlope) = (values, logSlope);

    /// <summary>The values, in the order of the losses.</summary>
    public double[] Values { get; }

    /// <summary>
    /// The logarithms of the slopes of value by loss, summed: what a density of values needs to be one of losses, so that the two scales
    /// can be compared. In units in which the best quarter of the losses has the width 1.
    /// </summary>
    public double LogSlope { get; }

    /// <summary>Those on which a loss is smooth where it is least: plain and squared.</summary>
    public static IReadOnlyList<LossScale> OfSurface(IReadOnlyList<double> losses) =>
        Of(losses) is { Count: > 1 } scales ? [scales[0], .. scales.Skip(2)] : [];

    /// <summary>The scales of some losses, of which at least one is finite; one if they are all alike.</summary>
    public static IReadOnlyList<LossScale> Of(IReadOnlyList<double> losses)
    {
        var finite = losses.Where(double.IsFinite).Order().ToList();
        var least = finite[0];
        // Halved before they are subtracted, since a difference of two finite losses may be infinite.
        var unit = 2 * ((finite[(int)(Part * (finite.Count - 1))] / 2) - (least / 2));
        if (!(unit > 0)) unit = Math.Min(2 * ((finite[^1] / 2) - (least / 2)), double.MaxValue);
        if (!(unit > 0)) return [new(new double[losses.Count], 0)];
        var heights = new double[losses.Count];
        for (var i = 0; i < heights.Length; i++)
        {
            var height = ((double.IsFinite(losses[i]) ? losses[i] : finite[^1]) / unit) - (least / unit);
            heights[i] = Math.Clamp(height, 0, LargestHeight);
        }
        IReadOnlyList<LossScale> scales = [Standardized(heights, 0), Bent(heights)];
        return least >= 0 ? [.. scales, Squared(heights, least / unit)] : scales;
    }

    private static LossScale Bent(double[] heights)
    {
        var logs = Array.ConvertAll(heights, PortableMath.Log1P);
        var logSlope = 0.0;
        foreach (var log in logs) logSlope -= log;
        return Standardized(logs, logSlope);
    }

    private static LossScale Squared(double[] heights, double least)
    {
        var roots = Array.ConvertAll(heights, height => Math.Min(height + least, LargestRoot));
        var logSlope = 0.0;
        foreach (var root in roots) logSlope += PortableMath.Log(Math.Max(2 * root, LeastSlope));
        return Standardized(Array.ConvertAll(roots, root => root * root), logSlope);
    }

    private static LossScale Standardized(double[] values, double logSlope)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var value in values) mean += value / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        var deviation = Math.Sqrt(squares / values.Length);
        return new([.. values.Select(value => (value - mean) / deviation)], logSlope - (values.Length * PortableMath.Log(deviation)));
    }
}
