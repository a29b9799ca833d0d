using System.Text.Json.Serialization;

namespace ModelOps.Keeper.Signals;

/// <summary>What the samples say of a workload.</summary>
public sealed record SignalSet
{
    /// <summary>All is well, by enough good samples.</summary>
    public const string StableState = "stable";

    /// <summary>At least one signal is on.</summary>
    public const string IncidentState = "incident";

    /// <summary>No signal is on, but the samples don't suffice to call the workload stable; <see cref="Notes"/> says why.</summary>
    public const string UnknownState = "unknown";

    /// <summary>The loss rises.</summary>
    public required bool Drift { get; init; }

    /// <summary>Some steps take far longer than most.</summary>
    public required bool Burst { get; init; }

    /// <summary>One worker is far slower than the others.</summary>
    public required bool Straggler { get; init; }

    /// <summary>The GPU or its memory is full.</summary>
    public required bool GpuSaturated { get; init; }

    /// <summary>Whether it is the memory that is full; a busy GPU alone is no harm.</summary>
    [JsonIgnore]
    public bool GpuMemorySaturated { get; init; }

    /// <summary>Whether any signal is on.</summary>
    public bool Incident => Drift || Burst || Straggler || GpuSaturated;

    /// <summary>Whether <see cref="State"/> is stable.</summary>
    public bool Stable => State == StableState;

    /// <summary><c>stable</c>, <c>incident</c> or <c>unknown</c>.</summary>
    public string State => Incident ? IncidentState : Trusted ? StableState : UnknownState;

    /// <summary>Whether the samples suffice to call a workload without a signal stable.</summary>
    [JsonIgnore]
    public bool Trusted { get; init; }

    /// <summary>Why each signal is on, and what limits the judgement; in a fixed order.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The names of the signals that are on, as chords require them; <c>incident</c> is among them if any is.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Active =>
    [
        .. new[] { ("drift", Drift), ("burst", Burst), ("straggler", Straggler), ("gpu_saturated", GpuSaturated), (IncidentState, Incident) }
            .Where(signal => signal.Item2).Select(signal => signal.Item1),
    ];
}
