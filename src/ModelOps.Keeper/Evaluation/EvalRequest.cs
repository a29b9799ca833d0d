using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Keeper.Evaluation;

/// <summary>What is to be evaluated.</summary>
/// <param name="Source">Where samples come from.</param>
/// <param name="Policy">Who proposes.</param>
/// <param name="Knobs">The present values of all knobs.</param>
public sealed record EvalRequest(ITelemetrySource Source, IPolicy Policy, IReadOnlyDictionary<string, int> Knobs)
{
    /// <summary>Why the present values are not known; <see langword="null"/> if they are. Without them nothing is proposed.</summary>
    public string? KnobsError { get; init; }

    /// <summary>The file of the samples; <see langword="null"/> if they come from a cluster.</summary>
    public string? ObservePath { get; init; }

    /// <summary>The Deployment; <see langword="null"/> if the samples come from a file.</summary>
    public EvalTarget? Target { get; init; }
}
