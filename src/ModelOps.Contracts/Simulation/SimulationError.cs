namespace ModelOps.Contracts.Simulation;

/// <summary>Why a simulation did not complete.</summary>
/// <param name="Type">The exception's type as its language names it (<c>ValueError</c>), or <c>Timeout</c>, <c>OutOfMemory</c>, <c>WorkerLost</c>.</param>
/// <param name="Message">The exception's message.</param>
/// <param name="Traceback">The stack of the user's code; empty if there is none.</param>
public sealed record SimulationError(string Type, string Message, string Traceback);
