namespace ModelOps.Keeper.Exports;

/// <summary>How much a bundle holds.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Their bytes together.</param>
/// <param name="Reports">How many of them are reports.</param>
public sealed record ExportMetering(int Files, long Bytes, int Reports);
