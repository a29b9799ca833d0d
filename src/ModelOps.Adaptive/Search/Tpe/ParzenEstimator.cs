using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Randomness;

namespace ModelOps.Adaptive.Search.Tpe;

/// <summary>
/// A density over the unit cube: a mixture of one kernel a point and a uniform prior, which counts as one point. A kernel is a product
/// over the coordinates: for numbers a Gaussian truncated to the unit interval, for choices the point's own choice with the probability
/// (1 + p) / (1 + Cp) and each other with p / (1 + Cp), where C is their number and p one over the number of kernels.
/// </summary>
internal sealed class ParzenEstimator
{
    // e^-40 of the largest term is beyond the last place of a sum of fewer than 10^17 terms.
    private const double Negligible = -40;

    private const double HalfLogTwoPi = 0.91893853320467274178;

    private readonly ParzenCube _cube;
    private readonly double[] _bandwidths;
    private readonly double _logHit;
    private readonly List<ParzenPoint> _points = [];
    private readonly List<double[]> _precisions = [];
    private readonly List<double> _logs = [];
    private readonly double _logPrior;
    private readonly double _spread;
    private double[] _terms = [];

    /// <param name="cube">The cube.</param>
    /// <param name="points">The points; may be none, then the density is uniform.</param>
    /// <param name="bandwidths">The deviation of the kernels in each coordinate, above 0; that of a choice is not used.</param>
    public ParzenEstimator(ParzenCube cube, IReadOnlyList<ParzenPoint> points, double[] bandwidths)
    {
        (_cube, _bandwidths) = (cube, bandwidths);
        _spread = 1.0 / (points.Count + 1);
        _logHit = PortableMath.Log((1 + _spread) / _spread);
        foreach (var choices in cube.Choices)
        {
            _logPrior += choices > 0 ? -PortableMath.Log(choices) : HalfLogTwoPi;
        }
        foreach (var point in points) Add(point);
    }

    /// <summary>Adds a kernel on a point, with the bandwidths of the others.</summary>
    public void Add(ParzenPoint point)
    {
        var precisions = new double[_cube.Dimensions];
        var log = 0.0;
        for (var i = 0; i < precisions.Length; i++)
        {
            if (_cube.Choices[i] > 0)
            {
                log += PortableMath.Log(_spread / (1 + (_cube.Choices[i] * _spread)));
                continue;
            }
            var deviation = DeviationOf(point, i);
            precisions[i] = 1 / deviation;
            log -= PortableMath.Log(deviation * Mass(point.Place[i], deviation).Within);
        }
        _points.Add(point);
        _precisions.Add(precisions);
        _logs.Add(log);
    }

    /// <summary>A point drawn from the density, integers and choices snapped.</summary>
    public double[] Sample(CounterRandom random)
    {
        var kernel = (int)random.NextBelow((ulong)_points.Count + 1);
        var place = new double[_cube.Dimensions];
        for (var i = 0; i < place.Length; i++)
        {
            var unit = kernel == _points.Count ? random.NextUniform()
                : _cube.Choices[i] > 0 ? SampleChoice(random, _points[kernel].Place[i], _cube.Choices[i])
                : SampleNumber(random, _points[kernel].Place[i], DeviationOf(_points[kernel], i));
            place[i] = _cube.Snap(i, unit);
        }
        return place;
    }

    /// <summary>The logarithm of the density at a snapped place, up to a constant that all places share.</summary>
    public double LogDensity(double[] place)
    {
        if (_terms.Length < _points.Count) _terms = new double[2 * _points.Count];
        var largest = _logPrior;
        for (var k = 0; k < _points.Count; k++)
        {
            _terms[k] = LogKernel(k, place);
            largest = Math.Max(largest, _terms[k]);
        }
        var sum = PortableMath.Exp(_logPrior - largest);
        for (var k = 0; k < _points.Count; k++)
        {
            if (_terms[k] - largest > Negligible) sum += PortableMath.Exp(_terms[k] - largest);
        }
        return largest + PortableMath.Log(sum);
    }

    // Without the factor 1 / sqrt(2 pi) of each number, which the prior then has as sqrt(2 pi).
    private double LogKernel(int kernel, double[] place)
    {
        var (log, centre, precisions) = (_logs[kernel], _points[kernel].Place, _precisions[kernel]);
        for (var i = 0; i < place.Length; i++)
        {
            // A choice has the precision 0.
            var distance = (place[i] - centre[i]) * precisions[i];
            log -= 0.5 * distance * distance;
            if (precisions[i] == 0 && place[i] == centre[i]) log += _logHit;
        }
        return log;
    }

    private double DeviationOf(ParzenPoint point, int dimension) => Math.Max(_bandwidths[dimension], point.Least[dimension]);

    private double SampleChoice(CounterRandom random, double own, int choices) =>
        random.NextUniform() * (1 + (choices * _spread)) < 1 ? own : random.NextUniform();

    private static double SampleNumber(CounterRandom random, double centre, double deviation)
    {
        var (below, within) = Mass(centre, deviation);
        var probability = Math.Min(below + (random.NextOpenUniform() * within), Math.BitDecrement(1.0));
        return Math.Clamp(centre + (deviation * NormalDistribution.Quantile(probability)), 0, 1);
    }

    // Of a Gaussian the mass below 0 and that from 0 to 1.
    private static (double Below, double Within) Mass(double centre, double deviation)
    {
        var below = NormalDistribution.Cumulative(-centre / deviation);
        return (below, NormalDistribution.Cumulative((1 - centre) / deviation) - below);
    }
}
