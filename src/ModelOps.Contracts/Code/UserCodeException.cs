using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Contracts.Code;

/// <summary>A user's adapter or target raised, or answered with something that it may not. Exit status 1; code <c>user_code_failed</c>.</summary>
/// <param name="entrypoint">The code that failed.</param>
/// <param name="method">The method that was called.</param>
/// <param name="error">What it raised.</param>
public sealed class UserCodeException(string entrypoint, string method, SimulationError error)
    : ModelOpsException("user_code_failed", $"{entrypoint}: {method} raised {error.Type}: {error.Message}")
{
    /// <summary>The code that failed.</summary>
    public string Entrypoint { get; } = entrypoint;

    /// <summary>What it raised, with the stack of the user's code.</summary>
    public SimulationError Error { get; } = error;

    /// <summary>
    /// How the call ended: <see cref="SimulationStatus.Failed"/> if the code is at fault; <see cref="SimulationStatus.Timeout"/> or
    /// <see cref="SimulationStatus.Lost"/> if a limit or the death of the worker ended it.
    /// </summary>
    public SimulationStatus Status { get; init; } = SimulationStatus.Failed;
}
