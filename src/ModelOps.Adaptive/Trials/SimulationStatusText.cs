using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Trials;

/// <summary>The one spelling of a simulation's status, in journals and JSON.</summary>
public static class SimulationStatusText
{
    /// <summary>Such as <c>out_of_memory</c>.</summary>
    public static string Of(SimulationStatus status) => status switch
    {
        SimulationStatus.Completed => "completed",
        SimulationStatus.Failed => "failed",
        SimulationStatus.Timeout => "timeout",
        SimulationStatus.OutOfMemory => "out_of_memory",
        _ => "lost",
    };

    /// <summary>The status of a text that <see cref="Of"/> wrote; anything else is a <see cref="FormatException"/>.</summary>
    public static SimulationStatus Parse(string text) => text switch
    {
        "completed" => SimulationStatus.Completed,
        "failed" => SimulationStatus.Failed,
        "timeout" => SimulationStatus.Timeout,
        "out_of_memory" => SimulationStatus.OutOfMemory,
        "lost" => SimulationStatus.Lost,
        _ => throw new FormatException($"'{text}' is no status of a simulation"),
    };
}
