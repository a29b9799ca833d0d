using ModelOps.Adaptive.Reporting.Charts;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>The axis on which losses are drawn, so that a few bad trials do not hide the good ones.</summary>
internal static class LossAxis
{
    private const double WideRatio = 20;

    /// <summary>
    /// Logarithmic if all losses are positive and far apart; else linear, up to the 90 % quantile where the worst are far away. Larger
    /// losses are drawn at its end.
    /// </summary>
    /// <param name="ranked">All completed trials, by loss; at least one.</param>
    public static Axis Of(IReadOnlyList<Candidate> ranked)
    {
        var (least, most) = (ranked[0].Loss, ranked[^1].Loss);
        if (least > 0 && most / least > WideRatio) return Axis.Log("loss (log scale)", least / 1.1, double.IsFinite(most * 1.1) ? most * 1.1 : most);
        var usual = ranked[ranked.Count * 9 / 10].Loss;
        var middle = ranked[ranked.Count / 2].Loss;
        var isFar = !double.IsFinite(most - least) || most - least > 10 * (middle - least) && middle > least;
        var (end, title) = isFar ? (usual, "loss (larger ones at the upper edge)") : (most, "loss");
        return double.IsFinite(end - least) && double.IsFinite(end + ((end - least) * 0.04)) ? Axis.Linear(title, least - ((end - least) * 0.04), end + ((end - least) * 0.04)) : Axis.Linear(title, least, least);
    }
}
