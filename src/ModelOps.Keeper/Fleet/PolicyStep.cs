namespace ModelOps.Keeper.Fleet;

/// <summary>What a Deployment's policy is, should be, and would go back to.</summary>
/// <param name="Namespace">The Deployment's namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Current">What it follows.</param>
/// <param name="Desired">What it should follow.</param>
/// <param name="Rollback">What to give it to undo the change: what it follows now.</param>
/// <param name="ChangeRequired">Whether the two differ.</param>
public sealed record PolicyStep(string Namespace, string Name, PolicyVersion Current, PolicyVersion Desired, PolicyVersion Rollback, bool ChangeRequired);
