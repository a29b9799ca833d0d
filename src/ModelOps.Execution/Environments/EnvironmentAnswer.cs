namespace ModelOps.Execution.Environments;

/// <summary>One line of what <c>mops_environment.py</c> answers.</summary>
internal sealed record EnvironmentAnswer
{
    /// <summary>The file whose packages are about to be installed; the last answer is still to come.</summary>
    public string? Installing { get; init; }

    /// <summary>The interpreter of the environment; <see langword="null"/> if the bundle names no packages.</summary>
    public string? Python { get; init; }

    /// <summary>The stable code of what went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Message { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Remedy { get; init; }
}
