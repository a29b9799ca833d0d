namespace ModelOps.Adaptive.Objectives;

/// <summary>The loss of a trial and what it is made of.</summary>
/// <param name="Loss">The sum; lower is better. Not finite if a simulated value is not, or if the sum overflows: the trial fails.</param>
/// <param name="Targets">Each target's own loss, unweighted and in target order; a likelihood's is its own mean over the replicates.</param>
/// <param name="NonFiniteReplicates">The positions of replicates with a simulated value that is NaN or infinite.</param>
public sealed record LossReport(double Loss, IReadOnlyList<double> Targets, IReadOnlyList<int> NonFiniteReplicates);
