using ModelOps.Adaptive.Numerics;

namespace ModelOps.Adaptive.Objectives;

/// <summary>The loss of a trial over all targets of a study.</summary>
public static class Objective
{
    /// <summary>
    /// The weighted sum of the targets' losses, where the targets reduced by likelihood make one joint term: minus the log of the mean
    /// over replicates of exp(sum over targets of weight x log likelihood).
    /// </summary>
    /// <param name="targets">In the order of the spec, at least one, with the same replicates in the same order.</param>
    /// <returns>
    /// A loss that is not finite if a simulated value is not (even one that a loss would forgive, such as an infinite rate's
    /// probability of zero): the caller decides whether to fail the trial or to evaluate it again without those replicates.
    /// </returns>
    public static LossReport Evaluate(IReadOnlyList<AlignedTarget> targets)
    {
        var replicates = targets.Count == 0 ? 0 : targets[0].Replicates.Count;
        if (replicates == 0 || targets.Any(target => target.Replicates.Count != replicates))
            throw new ArgumentException("Every target needs the same replicates, at least one.", nameof(targets));
        var broken = NonFinite(targets, replicates);
        var losses = targets.Select(LossOf).ToList();
        if (broken.Count > 0) return new(double.NaN, losses, broken);
        var total = 0.0;
        for (var i = 0; i < targets.Count; i++)
        {
            if (!IsJoint(targets[i])) total += targets[i].Definition.Weight * losses[i];
        }
        var joint = targets.Where(IsJoint).ToList();
        return new(joint.Count == 0 ? total : total - LogMeanLikelihood(joint, weighted: true), losses, broken);
    }

    private static bool IsJoint(AlignedTarget target) => target.Definition.Reduce == Reduction.Likelihood;

    private static double LossOf(AlignedTarget target) => target.Definition.Reduce switch
    {
        Reduction.MeanSignal => Signals.Loss(target, Signals.Mean(target.Replicates)),
        Reduction.Annealed => MeanLoss(target),
        _ => -LogMeanLikelihood([target], weighted: false),
    };

    private static double MeanLoss(AlignedTarget target)
    {
        var sum = 0.0;
        foreach (var replicate in target.Replicates) sum += Signals.Loss(target, replicate);
        return sum / target.Replicates.Count;
    }

    private static double LogMeanLikelihood(List<AlignedTarget> targets, bool weighted)
    {
        var terms = new double[targets[0].Replicates.Count];
        foreach (var target in targets)
        {
            var weight = weighted ? target.Definition.Weight : 1;
            for (var r = 0; r < terms.Length; r++) terms[r] += weight * Signals.LogLikelihood(target, target.Replicates[r]);
        }
        return LogMeanExp(terms);
    }

    /// <summary>log of the mean of exponentials: logsumexp minus the log of the number of terms.</summary>
    internal static double LogMeanExp(IReadOnlyList<double> terms) => PortableMath.LogSumExp(terms) - PortableMath.Log(terms.Count);

    private static List<int> NonFinite(IReadOnlyList<AlignedTarget> targets, int replicates)
    {
        var broken = new List<int>();
        for (var r = 0; r < replicates; r++)
        {
            if (targets.Any(target => target.Replicates[r].Any(value => !double.IsFinite(value)))) broken.Add(r);
        }
        return broken;
    }
}
