namespace ModelOps.Keeper.Fleet;

/// <summary>What a policy means for a context.</summary>
/// <param name="Context">Its name; null is the current one.</param>
/// <param name="Deployments">Its Deployments by namespace and name.</param>
/// <param name="Error">Why it could not be looked at; null if it could.</param>
public sealed record PolicyContext(string? Context, IReadOnlyList<PolicyStep> Deployments, FleetError? Error);
