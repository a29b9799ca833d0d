namespace ModelOps.Contracts.Errors;

/// <summary>
/// The state does not allow what was asked: a run that another process holds, a different result for a finished trial,
/// a fence that is no longer valid. Exit status 2.
/// </summary>
public sealed class ConflictException(string code, string message, string? remedy = null, Exception? inner = null)
    : ModelOpsException(code, message, remedy, inner);
