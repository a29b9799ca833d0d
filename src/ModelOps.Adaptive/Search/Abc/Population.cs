using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Randomness;

namespace ModelOps.Adaptive.Search.Abc;

/// <summary>
/// Weighted particles and the kernel that moves them: normal, with twice their weighted covariance (Filippi et al., On optimality of
/// kernels for approximate Bayesian computation using sequential Monte Carlo, 2013).
/// </summary>
internal sealed class Population
{
    // Particles that agree in a coordinate must still be able to part.
    private const double LeastVariance = 1e-12;

    private readonly double[] _weights;
    private readonly SymmetricEigen _kernel;

    private Population(IReadOnlyList<Particle> particles, double[] weights)
    {
        (Particles, _weights) = (particles, weights);
        _kernel = SymmetricEigen.Of(TwiceCovariance());
    }

    /// <summary>The particles.</summary>
    public IReadOnlyList<Particle> Particles { get; }

    /// <summary>One weight a particle; they sum to 1.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>The population of some particles.</summary>
    /// <param name="particles">At least one.</param>
    /// <param name="drawnFrom">The population whose particles were moved; <see langword="null"/> if they come from the prior, which is uniform.</param>
    public static Population Of(IReadOnlyList<Particle> particles, Population? drawnFrom)
    {
        var weights = new double[particles.Count];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = drawnFrom is null ? 1 : 1 / drawnFrom.Density(particles[i].Place);
            sum += weights[i];
        }
        for (var i = 0; i < weights.Length; i++) weights[i] /= sum;
        return new(particles, weights);
    }

    /// <summary>A place in the unit cube: a particle by its weight, moved by the kernel; drawn again as a whole while it is outside.</summary>
    public double[] Draw(CounterRandom random)
    {
        while (true)
        {
            var place = Move(Choose(random.NextUniform()).Place, random);
            if (Array.TrueForAll(place, coordinate => coordinate is >= 0 and < 1)) return place;
        }
    }

    // Of drawing a place, up to a constant: that of the kernel and the part that falls into the cube.
    private double Density(double[] place)
    {
        var density = 0.0;
        for (var i = 0; i < _weights.Length; i++) density += _weights[i] * PortableMath.Exp(-0.5 * SquaredDistance(Particles[i].Place, place));
        return Math.Max(density, double.Epsilon * 4503599627370496);
    }

    private Particle Choose(double uniform)
    {
        var sum = 0.0;
        for (var i = 0; i < _weights.Length; i++)
        {
            sum += _weights[i];
            if (uniform < sum) return Particles[i];
        }
        return Particles[^1];
    }

    private double[] Move(double[] from, CounterRandom random)
    {
        var place = (double[])from.Clone();
        for (var k = 0; k < place.Length; k++)
        {
            var step = Math.Sqrt(Math.Max(_kernel.Values[k], LeastVariance)) * random.NextGaussian();
            for (var i = 0; i < place.Length; i++) place[i] += _kernel.Vectors[i, k] * step;
        }
        return place;
    }

    private double SquaredDistance(double[] first, double[] second)
    {
        var square = 0.0;
        for (var k = 0; k < first.Length; k++)
        {
            var along = 0.0;
            for (var i = 0; i < first.Length; i++) along += _kernel.Vectors[i, k] * (second[i] - first[i]);
            square += along * along / Math.Max(_kernel.Values[k], LeastVariance);
        }
        return square;
    }

    private double[,] TwiceCovariance()
    {
        var size = Particles[0].Place.Length;
        var mean = new double[size];
        for (var p = 0; p < _weights.Length; p++)
        {
            for (var i = 0; i < size; i++) mean[i] += _weights[p] * Particles[p].Place[i];
        }
        var covariance = new double[size, size];
        for (var p = 0; p < _weights.Length; p++)
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                    covariance[i, j] += 2 * _weights[p] * (Particles[p].Place[i] - mean[i]) * (Particles[p].Place[j] - mean[j]);
            }
        }
        return covariance;
    }
}
