namespace ModelOps.Adaptive.Search.Cmaes;

/// <summary>
/// Says when a run of CMA-ES has nothing more to find, so that the search starts anew: the criteria of Auger and Hansen, A Restart CMA
/// Evolution Strategy With Increasing Population Size (CEC 2005), section II.
/// </summary>
internal sealed class CmaesStopping
{
    private const double LossTolerance = 1e-12;
    private const double StepTolerance = 1e-12;
    private const double LargestCondition = 1e14;

    private readonly Queue<double> _best = new();
    private readonly int _window;
    private readonly double _leastStep;

    public CmaesStopping(CmaesStrategy strategy, double sigma)
    {
        _window = 10 + (((30 * strategy.Dimensions) + strategy.Population - 1) / strategy.Population);
        _leastStep = StepTolerance * sigma;
    }

    /// <summary>Notes a generation's losses and decides.</summary>
    /// <param name="distribution">The distribution after its update.</param>
    /// <param name="losses">The losses in ascending order, at least one; failed candidates have none.</param>
    /// <param name="continuous">Which coordinates are continuous; only these can converge without end.</param>
    public bool After(CmaesDistribution distribution, IReadOnlyList<double> losses, IReadOnlyList<bool> continuous)
    {
        _best.Enqueue(losses[0]);
        if (_best.Count > _window) _best.Dequeue();
        return IsFlat(losses) || HasNoSpread(distribution, continuous) || HasNoEffect(distribution) || IsDegenerate(distribution);
    }

    // TolFun, and with it equal values: absolute as in the paper, and relative for losses of a large magnitude.
    private bool IsFlat(IReadOnlyList<double> losses)
    {
        if (_best.Count < _window) return false;
        var (least, most) = (losses[0], losses[^1]);
        foreach (var loss in _best) (least, most) = (Math.Min(least, loss), Math.Max(most, loss));
        return most - least <= LossTolerance * Math.Max(1, Math.Abs(least));
    }

    // TolX.
    private bool HasNoSpread(CmaesDistribution distribution, IReadOnlyList<bool> continuous)
    {
        var any = false;
        for (var i = 0; i < continuous.Count; i++)
        {
            if (!continuous[i]) continue;
            any = true;
            if (distribution.DeviationOf(i) >= _leastStep || distribution.Sigma * Math.Abs(distribution.PathC[i]) >= _leastStep) return false;
        }
        return any;
    }

    // NoEffectAxis for one axis a generation, and NoEffectCoord.
    private static bool HasNoEffect(CmaesDistribution distribution)
    {
        var mean = distribution.Mean;
        var axis = distribution.Generation % mean.Length;
        var length = 0.1 * distribution.Sigma * distribution.Scales[axis];
        var moves = false;
        for (var i = 0; i < mean.Length; i++)
        {
            moves |= mean[i] + (length * distribution.Axes[i, axis]) != mean[i];
            if (mean[i] + (0.2 * distribution.DeviationOf(i)) == mean[i]) return true;
        }
        return !moves;
    }

    // ConditionCov, and a covariance that lost its numbers.
    private static bool IsDegenerate(CmaesDistribution distribution)
    {
        var (least, most) = (double.PositiveInfinity, 0.0);
        foreach (var scale in distribution.Scales) (least, most) = (Math.Min(least, scale), Math.Max(most, scale));
        return !(most * most <= LargestCondition * least * least) || !double.IsFinite(distribution.Sigma);
    }
}
