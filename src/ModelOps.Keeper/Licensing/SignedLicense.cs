namespace ModelOps.Keeper.Licensing;

/// <summary>A license with what its signature covers.</summary>
/// <param name="Claims">What it says.</param>
/// <param name="SignedBytes">
/// The document without its <c>signature</c> in canonical JSON (RFC 8785): unknown fields are covered, too. For whole numbers and names
/// without astral characters these are the bytes of Python's <c>json.dumps(sort_keys=True, separators=(",", ":"), ensure_ascii=False)</c>.
/// </param>
/// <param name="Signature">64 bytes.</param>
internal sealed record SignedLicense(License Claims, byte[] SignedBytes, byte[] Signature);
