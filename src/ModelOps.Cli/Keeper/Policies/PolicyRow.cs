namespace ModelOps.Cli.Keeper.Policies;

/// <summary>A policy.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Intent">What it is about.</param>
internal sealed record PolicyRow(string Id, string Intent);
