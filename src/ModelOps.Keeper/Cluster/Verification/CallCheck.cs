namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>How a question ended.</summary>
/// <param name="Ok">Whether it was answered.</param>
/// <param name="Rc">0, or what kubectl's exit status is for such an error.</param>
/// <param name="Stderr">The error as kubectl prints it; empty for none.</param>
public sealed record CallCheck(bool Ok, int Rc, string Stderr);
