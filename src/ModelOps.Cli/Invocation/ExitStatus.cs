namespace ModelOps.Cli.Invocation;

/// <summary>What a run of the tool tells its caller. The numbers are part of the contract.</summary>
internal enum ExitStatus
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>What was looked up is not there, a mismatch was found, or the run finished with failures.</summary>
    Failures = 1,

    /// <summary>Invalid input, wrong usage, or blocked by the state of things.</summary>
    Invalid = 2,

    /// <summary>Something outside failed (network, disk, missing tool, corrupt data), or the tool has a fault.</summary>
    Outside = 3,

    /// <summary>A media type that is not supported.</summary>
    UnsupportedMediaType = 10,

    /// <summary>A role or layer that the bundle does not have.</summary>
    RoleMismatch = 11,

    /// <summary>The work directory holds something else.</summary>
    WorkDirectoryConflict = 12,

    /// <summary>Interrupted by Ctrl-C or a request to end; the run can be resumed.</summary>
    Interrupted = 130,
}
