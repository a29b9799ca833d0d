namespace ModelOps.Contracts.Trials;

/// <summary>How a trial ended; in JSON <c>completed</c>, <c>failed</c> or <c>timeout</c>.</summary>
public enum TrialStatus
{
    /// <summary>It has a finite loss.</summary>
    Completed,

    /// <summary>Too few replicates succeeded, or the loss is not finite.</summary>
    Failed,

    /// <summary>Too few replicates succeeded, and time limits were the only cause.</summary>
    Timeout,
}
