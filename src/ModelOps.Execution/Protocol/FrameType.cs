namespace ModelOps.Execution.Protocol;

/// <summary>The kinds of frames; the numbers are those on the wire.</summary>
internal enum FrameType : byte
{
    /// <summary>Worker to host, first: protocol, runtime and process id, as JSON.</summary>
    Hello = 1,

    /// <summary>Host to worker: what to load, as JSON.</summary>
    Open = 2,

    /// <summary>Worker to host: it is loaded, with the platform's facts, as JSON.</summary>
    Ready = 3,

    /// <summary>Worker to host instead of <see cref="Ready"/>: why it can't be loaded, as JSON.</summary>
    Refused = 4,

    /// <summary>Host to worker: one simulation to run.</summary>
    Task = 5,

    /// <summary>Worker to host: the tables of a simulation.</summary>
    Result = 6,

    /// <summary>Worker to host: what user code raised, as JSON after the duration.</summary>
    Error = 7,

    /// <summary>Host to worker: one method to call, as JSON.</summary>
    Call = 8,

    /// <summary>Worker to host: what the method returned, as JSON.</summary>
    Answer = 9,
}
