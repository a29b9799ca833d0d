namespace ModelOps.Execution.Protocol;

/// <summary>The payload of <see cref="FrameType.Error"/>, after the duration.</summary>
/// <param name="Type">The exception's type as its language names it.</param>
/// <param name="Message">Its message.</param>
/// <param name="Traceback">The stack of the user's code.</param>
internal sealed record WorkerError(string Type, string Message, string Traceback);
