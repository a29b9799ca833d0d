namespace ModelOps.Keeper.Exports;

/// <summary>A file of a bundle.</summary>
/// <param name="RelPath">Its path below the inputs, with forward slashes.</param>
/// <param name="Sha256">The SHA-256 of its bytes, 64 lower-case hex digits.</param>
/// <param name="SizeBytes">How long it is.</param>
/// <param name="SchemaVersion">What it says of its own form, if it is a report that says so.</param>
/// <param name="Kind"><c>plan</c>, <c>report</c>, <c>events</c>, <c>script</c>, <c>summary</c> or <c>other</c>.</param>
public sealed record ExportedFile(string RelPath, string Sha256, long SizeBytes, string? SchemaVersion, string Kind);
