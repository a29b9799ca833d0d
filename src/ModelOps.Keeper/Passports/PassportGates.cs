namespace ModelOps.Keeper.Passports;

/// <summary>What a passport opens.</summary>
/// <param name="Apply">Whether changes may be applied; false proposes only.</param>
public sealed record PassportGates(bool Apply);
