namespace ModelOps.Adaptive.Rounds;

/// <summary>The numbers of a spec that shape its rounds. They come from the spec alone, never from workers or replicas.</summary>
/// <param name="BatchSize">How many trials a round asks for, at least 1.</param>
/// <param name="Lookahead">Round r sees the results of rounds up to r-1-lookahead; 0 or more.</param>
/// <param name="Replicates">Simulations a trial, of a pruned one at most, at least 1.</param>
/// <param name="MaxTrials">At most so many trials, second parts aside, or no limit.</param>
/// <param name="MaxSimulations">At most so many simulations, or no limit.</param>
/// <param name="CommonSeeds">The study seed if replicate seeds are common to all trials, otherwise <see langword="null"/>.</param>
public sealed record RoundRules(
    int BatchSize,
    int Lookahead,
    int Replicates,
    long? MaxTrials,
    long? MaxSimulations,
    ulong? CommonSeeds)
{
    /// <summary>Which trials get all their replicates; all if <see langword="null"/>. Only without lookahead.</summary>
    public MedianPruning? Pruning { get; init; }

    /// <summary>What ends the study before its limits; nothing by default.</summary>
    public StopRules Stops { get; init; } = new();
}
