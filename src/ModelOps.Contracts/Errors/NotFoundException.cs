namespace ModelOps.Contracts.Errors;

/// <summary>A name was looked up (a run, a tag, a digest) and is not there. Exit status 1.</summary>
public sealed class NotFoundException(string code, string message, string? remedy = null)
    : ModelOpsException(code, message, remedy);
