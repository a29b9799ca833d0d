namespace ModelOps.Keeper.Exports;

/// <summary>Where a bundle was made.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="Os">Its operating system.</param>
public sealed record ExportEnvironment(string Host, string Os);
