namespace ModelOps.Contracts.Errors;

/// <summary>Stored bytes are not what was written: a checksum, digest or chain does not match. Exit status 3.</summary>
public sealed class CorruptDataException(string code, string message, string? remedy = null, Exception? inner = null)
    : ModelOpsException(code, message, remedy, inner);
