using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Specs;

/// <summary>How a study is run. Nothing here changes a result but what <c>environmental</c> marks.</summary>
/// <param name="Replicas">How many runners share the study; more than one needs a central store. Default 1.</param>
/// <param name="Timeout">The time limit of one simulation; no limit if <see langword="null"/>.</param>
/// <param name="Retries">How often a simulation whose worker died is tried again. Default 2.</param>
public sealed record WorkersSpec(int Replicas, TimeSpan? Timeout, int Retries)
{
    /// <summary>After how many simulations a worker is replaced by a fresh one; 1 is <c>isolation: cold</c>, null, the default, is never.</summary>
    public int? Recycle { get; init; }

    /// <summary>The most memory of one worker in bytes; no limit if <see langword="null"/>.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Which packages the model, adapter and targets run with if they are Python code. Default: those that the bundle names.</summary>
    public ModelEnvironment Environment { get; init; }
}
