using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Randomness;

namespace ModelOps.Adaptive.Search.Cmaes;

/// <summary>
/// The multivariate normal search distribution N(mean, sigma^2 C) of CMA-ES and its update: Hansen, The CMA Evolution Strategy:
/// A Tutorial (arXiv:1604.00772), figure 6, with active (negatively weighted) rank-mu update.
/// </summary>
internal sealed class CmaesDistribution
{
    private readonly CmaesStrategy _strategy;
    private readonly double[] _pathSigma;
    private SymmetricEigen _eigen;
    private int _decomposedAt;
    private double _pathFading = 1;

    private readonly AdaptedUpdate? _rates;

    /// <param name="strategy">The strategy parameters.</param>
    /// <param name="mean">Where it starts.</param>
    /// <param name="sigma">Its first step.</param>
    /// <param name="covariance">Its first shape; the identity if <see langword="null"/>.</param>
    /// <param name="adaptsRates">Whether the learning rates follow the signal-to-noise ratio.</param>
    public CmaesDistribution(CmaesStrategy strategy, double[] mean, double sigma, double[,]? covariance = null, bool adaptsRates = false)
    {
        var n = strategy.Dimensions;
        _strategy = strategy;
        Mean = mean;
        Sigma = sigma;
        _rates = adaptsRates ? new(n) : null;
        Covariance = covariance ?? new double[n, n];
        for (var i = 0; covariance is null && i < n; i++) Covariance[i, i] = 1;
        _eigen = SymmetricEigen.Of(Covariance);
        Scales = new double[n];
        Decompose();
        _pathSigma = new double[n];
        PathC = new double[n];
    }

    public double[] Mean { get; private set; }

    public double Sigma { get; private set; }

    public double[,] Covariance { get; private set; }

    /// <summary>The evolution path p_c.</summary>
    public double[] PathC { get; }

    /// <summary>D: the square roots of the covariance's eigenvalues.</summary>
    public double[] Scales { get; }

    /// <summary>B: the covariance's eigenvectors as columns.</summary>
    public double[,] Axes => _eigen.Vectors;

    public int Generation { get; private set; }

    /// <summary>The standard deviation of a coordinate.</summary>
    public double DeviationOf(int coordinate) => Sigma * Math.Sqrt(Covariance[coordinate, coordinate]);

    /// <summary>Draws y = B D z from N(0, C).</summary>
    public double[] Sample(CounterRandom random)
    {
        var n = Scales.Length;
        var scaled = new double[n];
        for (var j = 0; j < n; j++) scaled[j] = Scales[j] * random.NextGaussian();
        var step = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) step[i] += Axes[i, j] * scaled[j];
        }
        return step;
    }

    /// <summary>Moves the distribution by a generation's steps.</summary>
    /// <param name="ranked">The population's y, best first.</param>
    /// <param name="stretch">A factor of each coordinate with which the steps were taken: x = mean + sigma stretch y.</param>
    public void Update(IReadOnlyList<double[]> ranked, double[] stretch)
    {
        if (_rates is null)
        {
            UpdateFully(ranked, stretch);
            return;
        }
        var before = ((double[])Mean.Clone(), FullCovariance());
        UpdateFully(ranked, stretch);
        (Mean, Covariance, Sigma) = _rates.Temper(before, (Mean, FullCovariance()));
        Decompose();
    }

    private double[,] FullCovariance()
    {
        var full = new double[Mean.Length, Mean.Length];
        for (var i = 0; i < Mean.Length; i++)
        {
            for (var j = 0; j < Mean.Length; j++) full[i, j] = Sigma * Sigma * Covariance[i, j];
        }
        return full;
    }

    private void UpdateFully(IReadOnlyList<double[]> ranked, double[] stretch)
    {
        var step = new double[Mean.Length];
        for (var k = 0; k < _strategy.Parents; k++)
        {
            for (var i = 0; i < step.Length; i++) step[i] += _strategy.Weights[k] * ranked[k][i];
        }
        for (var i = 0; i < step.Length; i++) Mean[i] += Sigma * stretch[i] * step[i];
        Generation++;
        var length = UpdatePathSigma(step);
        var moving = length / Math.Sqrt(1 - _pathFading) < (1.4 + (2.0 / (step.Length + 1))) * _strategy.ChiN;
        UpdatePathC(step, moving);
        UpdateCovariance(ranked, moving);
        Sigma *= PortableMath.Exp(Math.Min(1, _strategy.CSigma / _strategy.DSigma * ((length / _strategy.ChiN) - 1)));
        if (Generation - _decomposedAt > _strategy.EigenInterval) Decompose();
    }

    private double UpdatePathSigma(double[] step)
    {
        var rate = _strategy.CSigma;
        _pathFading *= (1 - rate) * (1 - rate);
        var gain = Math.Sqrt(rate * (2 - rate) * _strategy.MuEff);
        var white = Whiten(step);
        var square = 0.0;
        for (var i = 0; i < white.Length; i++)
        {
            _pathSigma[i] = ((1 - rate) * _pathSigma[i]) + (gain * white[i]);
            square += _pathSigma[i] * _pathSigma[i];
        }
        return Math.Sqrt(square);
    }

    private void UpdatePathC(double[] step, bool moving)
    {
        var rate = _strategy.CC;
        var gain = moving ? Math.Sqrt(rate * (2 - rate) * _strategy.MuEff) : 0;
        for (var i = 0; i < step.Length; i++) PathC[i] = ((1 - rate) * PathC[i]) + (gain * step[i]);
    }

    private void UpdateCovariance(IReadOnlyList<double[]> ranked, bool moving)
    {
        var n = Mean.Length;
        var lost = moving ? 0 : _strategy.C1 * _strategy.CC * (2 - _strategy.CC);
        var keep = 1 + lost - _strategy.C1 - (_strategy.CMu * _strategy.WeightSum);
        var weights = new double[ranked.Count];
        for (var k = 0; k < weights.Length; k++) weights[k] = _strategy.CMu * WeightOf(k, ranked[k]);
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
            {
                var rankMu = 0.0;
                for (var k = 0; k < weights.Length; k++) rankMu += weights[k] * ranked[k][i] * ranked[k][j];
                Covariance[i, j] = (keep * Covariance[i, j]) + (_strategy.C1 * PathC[i] * PathC[j]) + rankMu;
                Covariance[j, i] = Covariance[i, j];
            }
        }
    }

    // Equation (46): a negative weight counts per unit of Mahalanobis length, which keeps the covariance positive definite.
    private double WeightOf(int rank, double[] step)
    {
        var weight = _strategy.Weights[rank];
        if (weight >= 0) return weight;
        var square = 0.0;
        foreach (var value in Whiten(step)) square += value * value;
        return square == 0 ? 0 : weight * step.Length / square;
    }

    // C^(-1/2) y = B D^(-1) B^T y.
    private double[] Whiten(double[] step)
    {
        var n = step.Length;
        var rotated = new double[n];
        for (var j = 0; j < n; j++)
        {
            for (var i = 0; i < n; i++) rotated[j] += Axes[i, j] * step[i];
            rotated[j] /= Scales[j];
        }
        var white = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) white[i] += Axes[i, j] * rotated[j];
        }
        return white;
    }

    private void Decompose()
    {
        _decomposedAt = Generation;
        _eigen = SymmetricEigen.Of(Covariance);
        // Rounding can push the least eigenvalue of an ill-conditioned covariance to 0 or below.
        for (var i = 0; i < Scales.Length; i++) Scales[i] = Math.Sqrt(Math.Max(_eigen.Values[i], double.Epsilon * 4503599627370496));
    }
}
