namespace ModelOps.Cli.Keeper.Policies;

/// <summary>The policies.</summary>
/// <param name="Policies">The usual one first.</param>
internal sealed record PoliciesAnswer(IReadOnlyList<PolicyRow> Policies);
