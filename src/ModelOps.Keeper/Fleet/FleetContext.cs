namespace ModelOps.Keeper.Fleet;

/// <summary>What a context holds.</summary>
/// <param name="Context">Its name; null is the current one, whatever it is.</param>
/// <param name="Namespaces">The namespaces in ordinal order.</param>
/// <param name="Deployments">The Deployments by namespace and name.</param>
/// <param name="Error">Why it could not be looked at; null if it could. What is known then is not all.</param>
public sealed record FleetContext(string? Context, IReadOnlyList<string> Namespaces, IReadOnlyList<FleetDeployment> Deployments, FleetError? Error);
