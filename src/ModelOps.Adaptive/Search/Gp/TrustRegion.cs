using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Search.Gp;

/// <summary>
/// The box around the incumbent in which proposals are looked for: it grows after successes, shrinks after failures, and starts anew when
/// it has become too small (Eriksson et al., Scalable Global Optimization via Local Bayesian Optimization, NeurIPS 2019). Its sides are
/// proportional to the length scales of the model.
/// </summary>
internal sealed class TrustRegion(int dimensions)
{
    private const double First = 0.8;
    private const double Largest = 1.6;
    private const double Least = 1.0 / 4096;
    private const int Successes = 3;

    private readonly int _failures = Math.Max(4, dimensions);
    private int _succeeded;
    private int _failed;

    /// <summary>The middle length of the box's sides, as a part of each range.</summary>
    public double Length { get; private set; } = First;

    /// <summary>Notes whether some new trials brought a better incumbent.</summary>
    public void Note(bool isSuccess, int trials)
    {
        (_succeeded, _failed) = isSuccess ? (_succeeded + 1, 0) : (0, _failed + trials);
        if (_succeeded >= Successes) (_succeeded, Length) = (0, Math.Min(2 * Length, Largest));
        if (_failed < _failures) return;
        (_failed, Length) = (0, Length / 2);
        if (Length < Least) Length = First;
    }

    /// <summary>Half of the box's side in each coordinate.</summary>
    public double[] Reach(KernelSettings settings)
    {
        var middle = 0.0;
        foreach (var log in settings.LogScales) middle += log / settings.LogScales.Length;
        // A coordinate that hardly matters must not be confined; one that matters very much must still be moved.
        return [.. settings.LogScales.Select(log => Length / 2 * Math.Clamp(PortableMath.Exp(log - middle), 0.2, 5))];
    }
}
