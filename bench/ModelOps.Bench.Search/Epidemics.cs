using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Bench.Search;

/// <summary>Stochastic epidemics with known truths. A loss is the root mean square of log(1 + infected), mean over replicates, minus the target.</summary>
internal static class Epidemics
{
    private const int SirDays = 120;
    private const int SirEvery = 12;
    private const int SeirDays = 80;
    private const int SeirEvery = 8;
    private const int SeirReplicates = 5;
    private const int ScoreReplicates = 100;

    // Mean of 500 runs at beta = 0.4, gamma = 0.125.
    private static readonly double[] SirTarget = [5.1764, 7.6358, 7.9813, 6.9794, 5.7446, 4.4688, 3.1958, 1.9679, 0.8607, 0.3];

    private static readonly SearchSpace SirSpace = new([new FloatParameter("beta", 0.05, 2, ParameterScale.Log), new FloatParameter("gamma", 0.02, 1, ParameterScale.Log)]);

    private static readonly SearchSpace SeirSpace = new(
    [
        new FloatParameter("beta", 0.1, 2, ParameterScale.Log), new FloatParameter("gamma", 0.05, 1, ParameterScale.Log), new FloatParameter("sigma", 0.05, 1, ParameterScale.Log),
    ]);

    private static readonly Lazy<double[]> SeirTarget = new(() => Mean(500, SeirDays / SeirEvery, replicate => SeirRun(0.5, 0.15, 0.3, new(12345, 1003, replicate))));

    /// <summary>10,000 people, 10 of them infected, 120 days; the truth is beta = 0.4, gamma = 0.125.</summary>
    /// <param name="replicates">Simulations a trial.</param>
    public static Problem Sir(int replicates) => new("SIR", SirSpace, (set, seed) => SirLoss(set, seed, replicates), set => SirLoss(set, 987654321, ScoreReplicates));

    /// <summary>5,000 people, 10 of them infected, 80 days; the truth is beta = 0.5, gamma = 0.15, sigma = 0.3; 5 replicates a trial.</summary>
    public static Problem Seir { get; } = new(
        "SEIR", SeirSpace, (set, seed) => SeirLoss(set, seed, SeirReplicates), set => SeirLoss(set, 987654321, ScoreReplicates));

    /// <summary>The errors of the logarithms of beta and gamma.</summary>
    public static (double Beta, double Gamma) SirErrors(ParameterSet set) =>
        (Math.Abs(Math.Log(set.Values["beta"].ToDouble("beta") / 0.4)), Math.Abs(Math.Log(set.Values["gamma"].ToDouble("gamma") / 0.125)));

    private static double SirLoss(ParameterSet set, ulong seed, int replicates)
    {
        var (beta, gamma) = (set.Values["beta"].ToDouble("beta"), set.Values["gamma"].ToDouble("gamma"));
        return Distance(SirTarget, Mean(replicates, SirTarget.Length, replicate => SirRun(beta, gamma, new(seed, 1002, replicate))));
    }

    private static double SeirLoss(ParameterSet set, ulong seed, int replicates)
    {
        var values = Problem.Numbers(SeirSpace, set);
        return Distance(SeirTarget.Value, Mean(replicates, SeirDays / SeirEvery, replicate => SeirRun(values[0], values[1], values[2], new(seed, 1004, replicate))));
    }

    private static double[] SirRun(double beta, double gamma, CounterRandom random)
    {
        const int People = 10_000;
        var (susceptible, infected) = (People - 10, 10);
        var signal = new double[SirDays / SirEvery];
        for (var day = 1; day <= SirDays; day++)
        {
            var infections = Binomial.Draw(susceptible, 1 - Math.Exp(-beta * infected / People), random);
            var recoveries = Binomial.Draw(infected, 1 - Math.Exp(-gamma), random);
            (susceptible, infected) = (susceptible - infections, infected + infections - recoveries);
            if (day % SirEvery == 0) signal[(day / SirEvery) - 1] = Math.Log(1 + infected);
        }
        return signal;
    }

    private static double[] SeirRun(double beta, double gamma, double sigma, CounterRandom random)
    {
        const int People = 5_000;
        var (susceptible, exposed, infected) = (People - 10, 0, 10);
        var signal = new double[SeirDays / SeirEvery];
        for (var day = 1; day <= SeirDays; day++)
        {
            var infections = Binomial.Draw(susceptible, 1 - Math.Exp(-beta * infected / People), random);
            var onsets = Binomial.Draw(exposed, 1 - Math.Exp(-sigma), random);
            var recoveries = Binomial.Draw(infected, 1 - Math.Exp(-gamma), random);
            (susceptible, exposed, infected) = (susceptible - infections, exposed + infections - onsets, infected + onsets - recoveries);
            if (day % SeirEvery == 0) signal[(day / SeirEvery) - 1] = Math.Log(1 + infected);
        }
        return signal;
    }

    private static double[] Mean(int replicates, int length, Func<uint, double[]> run)
    {
        var mean = new double[length];
        for (uint replicate = 0; replicate < replicates; replicate++)
        {
            var signal = run(replicate);
            for (var i = 0; i < length; i++) mean[i] += signal[i] / replicates;
        }
        return mean;
    }

    private static double Distance(double[] target, double[] signal) => Math.Sqrt(target.Zip(signal, (a, b) => (a - b) * (a - b)).Average());
}
