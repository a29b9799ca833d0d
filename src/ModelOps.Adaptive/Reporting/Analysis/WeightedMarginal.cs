namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>One coordinate of a weighted sample.</summary>
internal sealed class WeightedMarginal
{
    private readonly (double Value, double Weight)[] _sorted;
    private readonly double _total;

    /// <param name="sample">Values and weights, at least one; the weights need not sum to 1.</param>
    public WeightedMarginal(IEnumerable<(double Value, double Weight)> sample)
    {
        _sorted = [.. sample.OrderBy(point => point.Value)];
        _total = _sorted.Sum(point => point.Weight);
    }

    /// <summary>The smallest value up to which the given share of the weight lies.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double Quantile(double share)
    {
        var sum = 0.0;
        foreach (var (value, weight) in _sorted)
        {
            sum += weight;
            if (sum >= share * _total) return value;
        }
        return _sorted[^1].Value;
    }
}
