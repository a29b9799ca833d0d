using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Failures;

/// <summary>What a reference leads to is no bundle of a kind that this version reads. Exit status 10.</summary>
public sealed class UnsupportedMediaTypeException(string message, string? remedy = null) : ModelOpsException("unsupported_media_type", message, remedy);
