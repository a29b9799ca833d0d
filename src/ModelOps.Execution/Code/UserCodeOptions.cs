using ModelOps.Execution.Environments;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Code;

/// <summary>How a user's objects are created and called.</summary>
public sealed record UserCodeOptions
{
    /// <summary>How long one call may take, 1 hour by default: a search may train a surrogate model while it is asked.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How workers are started.</summary>
    public WorkerOptions Worker { get; init; } = new();

    /// <summary>Where the packages that bundles name are installed; <see langword="null"/>, the default, if the interpreter's own have to do.</summary>
    public PythonEnvironments? Environments { get; init; }
}
