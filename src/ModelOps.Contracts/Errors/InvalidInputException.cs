namespace ModelOps.Contracts.Errors;

/// <summary>Something given from outside does not fit: a spec, a table, a reference, an option. Exit status 2.</summary>
public sealed class InvalidInputException(string code, string message, string? remedy = null, Exception? inner = null)
    : ModelOpsException(code, message, remedy, inner);
