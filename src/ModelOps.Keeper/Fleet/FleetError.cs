namespace ModelOps.Keeper.Fleet;

/// <summary>Why a context could not be looked at.</summary>
/// <param name="Reason"><c>kubectl_failed</c>, or <c>unexpected_answer</c> for one that could not be understood.</param>
/// <param name="Rc">The exit status of kubectl; null if it did not end by itself.</param>
/// <param name="Detail">What it said, shortened.</param>
public sealed record FleetError(string Reason, int? Rc, string Detail);
