using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Protocol;

/// <summary>The payload of <see cref="FrameType.Open"/>.</summary>
/// <param name="Mode"><c>model</c> to run tasks, <c>object</c> to call methods, <c>target</c> to call a loss.</param>
/// <param name="Root">The absolute path of the checked-out bundle.</param>
/// <param name="Entrypoint">The entrypoint as the user wrote it.</param>
/// <param name="Container">The module, or the assembly's path in the bundle.</param>
/// <param name="Member">The function, class or type.</param>
/// <param name="Scenario">The scenario, if the entrypoint names one.</param>
internal sealed record OpenRequest(string Mode, string Root, string Entrypoint, string Container, string Member, string? Scenario)
{
    /// <summary>The most memory that the worker may use, in bytes, or null.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>An empty folder for the worker's temporary files, which the host removes; null unless it runs an executable.</summary>
    public string? Scratch { get; init; }

    /// <summary>The mode in which a worker runs tasks.</summary>
    public const string ModelMode = "model";

    /// <summary>The mode in which a worker's object is called.</summary>
    public const string ObjectMode = "object";

    /// <summary>The mode in which a worker's loss is called.</summary>
    public const string TargetMode = "target";

    /// <summary>The request for a binding.</summary>
    public static OpenRequest For(ModelBinding binding, string mode) => new(
        mode,
        binding.Root,
        binding.Entrypoint.Text,
        binding.Entrypoint.Container,
        binding.Entrypoint.Member,
        binding.Entrypoint.Scenario);
}
