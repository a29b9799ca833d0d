using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Failures;

/// <summary>A role or layer that the bundle does not have was asked for. Exit status 11.</summary>
public sealed class RoleMismatchException(string message, string? remedy = null) : ModelOpsException("role_mismatch", message, remedy);
