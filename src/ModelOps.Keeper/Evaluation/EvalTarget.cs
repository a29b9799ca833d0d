using ModelOps.Keeper.Cluster.Verification;

namespace ModelOps.Keeper.Evaluation;

/// <summary>A Deployment that is evaluated.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Deployment">Its name.</param>
/// <param name="Verifier">Tells whether a plan for it would go through.</param>
public sealed record EvalTarget(string Namespace, string Deployment, PlanVerifier Verifier);
