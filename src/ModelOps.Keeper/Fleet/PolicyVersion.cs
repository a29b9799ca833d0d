namespace ModelOps.Keeper.Fleet;

/// <summary>A policy at a version.</summary>
/// <param name="Ref">The policy's name; null if the Deployment names none.</param>
/// <param name="Version">Its version; null if the Deployment names none.</param>
public sealed record PolicyVersion(string? Ref, string? Version);
