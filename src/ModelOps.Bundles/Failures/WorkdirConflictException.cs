using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Failures;

/// <summary>The destination holds something else; nothing was written. Exit status 12.</summary>
/// <param name="message">What is in the way.</param>
/// <param name="remedy">What to do next.</param>
/// <param name="conflicts">Every path in the way, by path.</param>
public sealed class WorkdirConflictException(string message, string remedy, IReadOnlyList<WorkdirConflict> conflicts)
    : ModelOpsException("workdir_conflict", message, remedy)
{
    /// <summary>Every path in the way, in the order of the paths.</summary>
    public IReadOnlyList<WorkdirConflict> Conflicts { get; } = conflicts;
}
