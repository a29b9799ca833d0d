namespace ModelOps.Contracts.Errors;

/// <summary>Something outside of the product failed: a disk, a process, a server, a missing tool. Exit status 3.</summary>
/// <param name="code">Stable code of the cause.</param>
/// <param name="message">What happened and what was expected.</param>
/// <param name="remedy">What to do next.</param>
/// <param name="retryable">Whether the same command may succeed later without a change.</param>
/// <param name="inner">The cause.</param>
public sealed class OutsideException(string code, string message, string? remedy = null, bool retryable = false, Exception? inner = null)
    : ModelOpsException(code, message, remedy, inner)
{
    /// <summary>Whether the same command may succeed later without a change.</summary>
    public bool Retryable { get; } = retryable;
}
