using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Bench.Search;

/// <summary>The boys in bed at an English boarding school in 1978 (British Medical Journal, 4 March 1978, p. 587), fitted by an SIR model.</summary>
internal static class Influenza
{
    private const double Boys = 763;
    private const int StepsOfDay = 20;

    private static readonly double[] InBed = [3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4];

    /// <summary>Minus the log likelihood by infection rate, recovery rate and the number of first cases.</summary>
    public static Problem Problem { get; } = Search.Problem.Exact(
        "influenza",
        new([new FloatParameter("beta", 0.5, 5, ParameterScale.Log), new FloatParameter("gamma", 0.1, 1), new FloatParameter("first", 0.5, 10, ParameterScale.Log)]),
        Loss);

    private static double Loss(ParameterSet set)
    {
        var (beta, gamma) = (set.Values["beta"].ToDouble("beta"), set.Values["gamma"].ToDouble("gamma"));
        var infected = set.Values["first"].ToDouble("first");
        var susceptible = Boys - infected;
        var loss = 0.0;
        foreach (var observed in InBed)
        {
            loss -= Likelihoods.Poisson(observed, infected);
            for (var step = 0; step < StepsOfDay; step++)
            {
                var (infections, recoveries) = (beta * susceptible * infected / Boys / StepsOfDay, gamma * infected / StepsOfDay);
                (susceptible, infected) = (susceptible - infections, infected + infections - recoveries);
            }
        }
        return loss;
    }
}
