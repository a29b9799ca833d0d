namespace ModelOps.Adaptive.Objectives;

/// <summary>Compares one signal (a replicate's, or the mean one) with the observations.</summary>
internal static class Signals
{
    /// <summary>The target's loss of a signal; for likelihood losses the negative log likelihood.</summary>
    public static double Loss(AlignedTarget target, IReadOnlyList<double> signal) => target.Definition.Loss switch
    {
        LossKind.Mse => MeanSquare(target.Observed.Values, signal),
        LossKind.Rmse => Math.Sqrt(MeanSquare(target.Observed.Values, signal)),
        LossKind.Mae => MeanAbsolute(target.Observed.Values, signal),
        _ => -LogLikelihood(target, signal),
    };

    /// <summary>The log likelihood of all observations given a signal.</summary>
    public static double LogLikelihood(AlignedTarget target, IReadOnlyList<double> signal)
    {
        var sum = 0.0;
        for (var i = 0; i < signal.Count; i++) sum += LogLikelihoodAt(target, i, signal[i]);
        return sum;
    }

    /// <summary>The mean over the replicates, observation by observation, summed in replicate order.</summary>
    public static double[] Mean(IReadOnlyList<IReadOnlyList<double>> replicates)
    {
        var mean = new double[replicates[0].Count];
        foreach (var replicate in replicates)
        {
            for (var i = 0; i < mean.Length; i++) mean[i] += replicate[i];
        }
        for (var i = 0; i < mean.Length; i++) mean[i] /= replicates.Count;
        return mean;
    }

    private static double LogLikelihoodAt(AlignedTarget target, int observation, double signal)
    {
        var count = target.Observed.Values[observation];
        return target.Definition.Loss switch
        {
            LossKind.Poisson => Likelihoods.Poisson(count, signal),
            LossKind.NegativeBinomial => Likelihoods.NegativeBinomial(count, signal, target.Definition.Dispersion!.Value),
            _ => Likelihoods.Binomial(count, target.Observed.Trials[observation], signal),
        };
    }

    private static double MeanSquare(IReadOnlyList<double> observed, IReadOnlyList<double> signal)
    {
        var sum = 0.0;
        for (var i = 0; i < observed.Count; i++)
        {
            var difference = signal[i] - observed[i];
            sum += difference * difference;
        }
        return sum / observed.Count;
    }

    private static double MeanAbsolute(IReadOnlyList<double> observed, IReadOnlyList<double> signal)
    {
        var sum = 0.0;
        for (var i = 0; i < observed.Count; i++) sum += Math.Abs(signal[i] - observed[i]);
        return sum / observed.Count;
    }
}
