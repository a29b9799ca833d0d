using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Gp;

/// <summary>A Gaussian process given observations (Rasmussen and Williams, algorithm 2.1).</summary>
internal sealed class GaussianProcess
{
    private readonly IReadOnlyList<bool> _isChoice;
    private readonly MaternKernel _kernel;
    private readonly List<double[]> _places;
    private readonly List<double> _values;
    private double[][] _inverse = [];
    private double[] _weights = [];
    private double[] _covariances = [];

    private GaussianProcess(IReadOnlyList<bool> isChoice, KernelSettings settings, IEnumerable<double[]> places, IEnumerable<double> values)
    {
        (_isChoice, Settings) = (isChoice, settings);
        _kernel = new(isChoice, settings);
        (_places, _values) = ([.. places], [.. values]);
    }

    /// <summary>The scales and variances.</summary>
    public KernelSettings Settings { get; }

    /// <summary>Where it was observed.</summary>
    public IReadOnlyList<double[]> Places => _places;

    /// <summary>The negative log likelihood of the observations, without its constant; infinite if the matrix has no factor.</summary>
    public double Misfit { get; private set; }

    /// <summary>The process given values at places.</summary>
    /// <param name="isChoice">Which coordinates are choices.</param>
    /// <param name="settings">The scales and variances.</param>
    /// <param name="places">The places, at least one.</param>
    /// <param name="values">One value a place.</param>
    public static GaussianProcess Given(IReadOnlyList<bool> isChoice, KernelSettings settings, IReadOnlyList<double[]> places, IReadOnlyList<double> values)
    {
        var process = new GaussianProcess(isChoice, settings, places, values);
        process.Condition();
        return process;
    }

    /// <summary>Mean and standard deviation of the function at a place.</summary>
    public (double Mean, double Deviation) Predict(double[] place)
    {
        var (mean, explained) = (0.0, 0.0);
        for (var i = 0; i < _places.Count; i++)
        {
            _covariances[i] = _kernel.Covariance(_places[i], place);
            mean += _covariances[i] * _weights[i];
        }
        for (var i = 0; i < _places.Count; i++)
        {
            var (row, sum) = (_inverse[i], 0.0);
            for (var j = 0; j < i; j++) sum += row[j] * _covariances[j];
            explained += _covariances[i] * ((2 * sum) + (row[i] * _covariances[i]));
        }
        return (mean, Math.Sqrt(Math.Max(_kernel.Signal - explained, 1e-12 * _kernel.Signal)));
    }

    /// <summary>The mean of the function at a place.</summary>
    public double Mean(double[] place)
    {
        var mean = 0.0;
        for (var i = 0; i < _places.Count; i++) mean += _kernel.Covariance(_places[i], place) * _weights[i];
        return mean;
    }

    /// <summary>Takes the mean at a place for an observation there (the kriging believer of Ginsbourger et al. 2010).</summary>
    public void Believe(double[] place)
    {
        _values.Add(Mean(place));
        _places.Add(place);
        Condition();
    }

    /// <summary>The slope of <see cref="Misfit"/> by each of the settings.</summary>
    public double[] Slope()
    {
        var dimensions = Settings.LogScales.Length;
        var slope = new double[Settings.Count];
        var terms = new double[dimensions];
        for (var i = 0; i < _places.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var pull = _inverse[i][j] - (_weights[i] * _weights[j]);
                var (covariance, factor) = _kernel.Slopes(_places[i], _places[j], terms);
                for (var d = 0; d < dimensions; d++) slope[d] += pull * factor * terms[d];
                slope[dimensions] += pull * covariance;
            }
            var own = _inverse[i][i] - (_weights[i] * _weights[i]);
            slope[dimensions] += 0.5 * own * _kernel.Signal;
            slope[dimensions + 1] += 0.5 * own * _kernel.Noise;
        }
        return slope;
    }

    private void Condition()
    {
        var size = _places.Count;
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++) matrix[i, j] = matrix[j, i] = _kernel.Covariance(_places[i], _places[j]);
            matrix[i, i] = _kernel.Signal + _kernel.Noise;
        }
        _covariances = new double[size];
        Misfit = double.PositiveInfinity;
        if (Factor(matrix) is not { } factor) return;
        double[] values = [.. _values];
        _weights = factor.Solve(values);
        _inverse = factor.Inverse();
        Misfit = 0.5 * factor.LogDeterminant();
        for (var i = 0; i < size; i++) Misfit += 0.5 * values[i] * _weights[i];
    }

    // Places that nearly agree need more noise than there is, for the factor's sake.
    private CholeskyFactor? Factor(double[,] matrix)
    {
        for (var jitter = 1e-10; jitter < 1; jitter *= 100)
        {
            if (CholeskyFactor.TryOf(matrix) is { } factor) return factor;
            for (var i = 0; i < matrix.GetLength(0); i++) matrix[i, i] += jitter * _kernel.Signal;
        }
        return null;
    }
}
