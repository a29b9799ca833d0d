namespace ModelOps.Contracts.Errors;

/// <summary>
/// The root of every error that a user can meet. The message says what happened with the user's value and what was expected;
/// <see cref="Remedy"/> says what to do next.
/// </summary>
public abstract class ModelOpsException : Exception
{
    /// <param name="code">Stable, snake_case, unique to the cause.</param>
    /// <param name="message">What happened, and what was expected; never a secret.</param>
    /// <param name="remedy">What the user can do next; <see langword="null"/> when the message says it already.</param>
    /// <param name="inner">The cause, shown with <c>--debug</c> only.</param>
    protected ModelOpsException(string code, string message, string? remedy = null, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Remedy = remedy;
    }

    /// <summary>The stable code of the cause, such as <c>unknown_key</c>; part of the JSON output.</summary>
    public string Code { get; }

    /// <summary>What to do next, or <see langword="null"/>.</summary>
    public string? Remedy { get; }
}
