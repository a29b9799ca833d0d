using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Cmaes;

/// <summary>
/// A learning rate that follows the signal-to-noise ratio of an update: Nomura, Akimoto and Ono, CMA-ES with Learning Rate Adaptation: Can
/// CMA-ES with Default Population Size Solve Multimodal and Noisy Problems? (GECCO 2023), with its constants.
/// </summary>
/// <param name="size">The number of coordinates of the update.</param>
/// <param name="smoothing">beta: 0.1 for the mean, 0.03 for the covariance.</param>
internal sealed class LearningRate(int size, double smoothing)
{
    private const double WantedRatio = 1.4;
    private const double Damping = 0.1;

    private readonly double[] _mean = new double[size];
    private double _square;

    /// <summary>The rate, above 0 and at most 1.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>Adapts the rate to an update, given in the coordinates in which the distribution is standard normal.</summary>
    public void Adapt(double[] update)
    {
        var (length, own) = (0.0, 0.0);
        for (var i = 0; i < update.Length; i++)
        {
            _mean[i] = ((1 - smoothing) * _mean[i]) + (smoothing * update[i]);
            length += _mean[i] * _mean[i];
            own += update[i] * update[i];
        }
        _square = ((1 - smoothing) * _square) + (smoothing * own);
        var spread = _square - length;
        var ratio = spread > 0 ? (length - (smoothing / (2 - smoothing) * _square)) / spread : double.PositiveInfinity;
        var pull = Math.Clamp((ratio / (WantedRatio * Value)) - 1, -1, 1);
        Value = Math.Min(1, Value * PortableMath.Exp(Math.Min(Damping * Value, smoothing) * pull));
    }
}
