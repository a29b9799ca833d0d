namespace ModelOps.Cli.Keeper.Passports;

/// <summary>The answer of <c>keeper passport validate</c>.</summary>
/// <param name="Ok">Whether the passport is valid.</param>
/// <param name="PassportId">Its name; null if it is not valid.</param>
/// <param name="Errors">Everything that is wrong with it.</param>
internal sealed record PassportValidation(bool Ok, string? PassportId, IReadOnlyList<string> Errors);
