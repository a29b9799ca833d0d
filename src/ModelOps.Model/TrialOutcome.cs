namespace ModelOps.Model;

/// <summary>How one trial ended.</summary>
/// <param name="ParamId">The identity of the parameters: 64 lower hex digits.</param>
/// <param name="Parameters">The proposed parameters.</param>
/// <param name="Loss">The loss, lower is better; finite if and only if <paramref name="Status"/> is <c>completed</c>, otherwise NaN.</param>
/// <param name="Status"><c>completed</c>, <c>failed</c> or <c>timeout</c>.</param>
public sealed record TrialOutcome(string ParamId, Parameters Parameters, double Loss, string Status);
