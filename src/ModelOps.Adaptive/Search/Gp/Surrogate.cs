using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Spaces;

namespace ModelOps.Adaptive.Search.Gp;

/// <summary>What is known of the loss: all observations, and a Gaussian process of those near the incumbent.</summary>
internal sealed class Surrogate
{
    // A process of more observations costs more than it tells: the farther ones are no concern of a local search.
    private const int MostObservations = 100;
    private const int LeastObservations = 10;
    private const int FirstSteps = 30;
    private const int LaterSteps = 8;

    private readonly List<Observation> _observations = [];
    private readonly bool[] _isChoice;
    private readonly KernelSettings?[] _started = [null, null, null];
    private KernelSettings? _settings;

    public Surrogate(SearchSpace space) => _isChoice = [.. space.Free.Select(parameter => parameter is CategoricalParameter)];

    /// <summary>All observations, in the order of the trials.</summary>
    public IReadOnlyList<Observation> Observations => _observations;

    /// <summary>How many of them have a loss.</summary>
    public int Completed { get; private set; }

    /// <summary>The completed trial of the least mean at the last fit; the first one before it, <see langword="null"/> without any.</summary>
    public Observation? Incumbent { get; private set; }

    /// <summary>Adds an observation.</summary>
    public void Add(Observation observation)
    {
        _observations.Add(observation);
        if (!double.IsFinite(observation.Loss)) return;
        Completed++;
        Incumbent ??= observation;
    }

    /// <summary>The process of what is known, and the completed trial of its least mean. Needs a completed trial.</summary>
    /// <param name="length">How far around the incumbent the process is to see, as a part of each range.</param>
    /// <param name="most">Of how many observations it is at most.</param>
    public (GaussianProcess Process, Observation Incumbent) Fit(double length, int most = MostObservations)
    {
        var near = Nearest(length, most);
        var process = Likeliest([.. near.Select(observation => observation.Place)], LossScale.Of([.. near.Select(observation => observation.Loss)]));
        _settings = process.Settings;
        Incumbent = near.Where(observation => double.IsFinite(observation.Loss)).MinBy(observation => process.Mean(observation.Place))!;
        return (process, Incumbent);
    }

    // The process on the scale under which the losses are likeliest.
    private GaussianProcess Likeliest(List<double[]> places, IReadOnlyList<LossScale> scales)
    {
        GaussianProcess? best = null;
        var least = double.PositiveInfinity;
        for (var i = 0; i < scales.Count; i++)
        {
            var start = _started[i];
            var process = KernelFit.Fit(_isChoice, start ?? KernelSettings.Prior(_isChoice.Length), places, scales[i].Values, start is null ? FirstSteps : LaterSteps);
            _started[i] = process.Settings;
            var cost = process.Misfit - scales[i].LogSlope;
            if (best is null || cost < least) (best, least) = (process, cost);
        }
        return best!;
    }

    private List<Observation> Nearest(double length, int most)
    {
        var few = LeastObservations + (3 * _isChoice.Length);
        if (_observations.Count <= few || Incumbent is null) return _observations;
        var logs = (_settings ?? KernelSettings.Prior(_isChoice.Length)).LogScales;
        var middle = 0.0;
        foreach (var log in logs) middle += log;
        middle /= logs.Length;
        var precision = logs.Select(log => PortableMath.Exp(-2 * (log - middle))).ToArray();
        var far = length * length * logs.Length;
        // Of equally distant ones those with a loss, so that the incumbent is among them however often its place failed, and the earlier.
        return [.. _observations
            .Select(observation => (Observation: observation, Distance: SquaredDistance(observation.Place, Incumbent.Place, precision)))
            .OrderBy(entry => entry.Distance)
            .ThenBy(entry => !double.IsFinite(entry.Observation.Loss))
            .TakeWhile((entry, i) => i < few || (entry.Distance <= far && i < most))
            .Select(entry => entry.Observation)];
    }

    private double SquaredDistance(double[] first, double[] second, double[] precision)
    {
        var square = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            var difference = _isChoice[i] ? (first[i] == second[i] ? 0 : 1) : first[i] - second[i];
            square += difference * difference * precision[i];
        }
        return square;
    }
}
