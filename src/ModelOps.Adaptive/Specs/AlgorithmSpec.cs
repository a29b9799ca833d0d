using System.Text.Json;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;

namespace ModelOps.Adaptive.Specs;

/// <summary>How to search.</summary>
/// <param name="AdapterPath"><c>builtin:name</c>, <c>optuna:Sampler</c>, or the entrypoint of a user's ask/tell class. Default <c>builtin:auto</c>.</param>
/// <param name="MaxTrials">At most so many trials; no limit if <see langword="null"/>.</param>
/// <param name="MaxSimulations">At most so many simulations; no limit if <see langword="null"/>.</param>
/// <param name="BatchSize">Trials a round. Default 4.</param>
/// <param name="Replicates">Simulations a trial. Default 10.</param>
/// <param name="MinReplicates">A trial with fewer completed replicates fails. Default: all must complete.</param>
/// <param name="Lookahead">Round r sees the results of rounds up to r-1-lookahead. Default 0.</param>
/// <param name="Seed">The seed of the algorithm's own randomness. Default 0.</param>
/// <param name="CommonSeeds">Whether all trials use the same replicate seeds.</param>
/// <param name="Options">The algorithm's own settings by name.</param>
public sealed record AlgorithmSpec(
    string AdapterPath,
    long? MaxTrials,
    long? MaxSimulations,
    int BatchSize,
    int Replicates,
    int MinReplicates,
    int Lookahead,
    ulong Seed,
    bool CommonSeeds,
    IReadOnlyDictionary<string, JsonElement> Options)
{
    /// <summary>What ends the study before its limits.</summary>
    public StopRules Stops { get; init; } = new();

    /// <summary>Which trials get all their replicates; all if <see langword="null"/>.</summary>
    public MedianPruning? Pruning { get; init; }

    /// <summary>Points that are tried before anything that the algorithm proposes.</summary>
    public IReadOnlyList<ParameterSet> Enqueued { get; init; } = [];

    /// <summary>What the name of one of Optuna's samplers starts with.</summary>
    public const string OptunaPrefix = "optuna:";

    /// <summary>What runs Optuna's samplers; it comes with the Python worker.</summary>
    public static readonly Entrypoint OptunaEntrypoint = Entrypoint.Parse("modelops_optuna:Search");

    /// <summary>What the name of a built-in algorithm starts with.</summary>
    public const string BuiltinPrefix = "builtin:";

    /// <summary>The built-in's name without its prefix, or <see langword="null"/> for any other algorithm.</summary>
    public string? Builtin => AdapterPath.StartsWith(BuiltinPrefix, StringComparison.Ordinal) ? AdapterPath[BuiltinPrefix.Length..] : null;

    /// <summary>The name of one of Optuna's samplers, or <see langword="null"/> for any other algorithm.</summary>
    public string? Optuna => AdapterPath.StartsWith(OptunaPrefix, StringComparison.Ordinal) ? AdapterPath[OptunaPrefix.Length..] : null;

    /// <summary>A user's ask/tell class, or <see langword="null"/> for any other algorithm.</summary>
    public Entrypoint? UserClass => Builtin is null && Optuna is null ? Entrypoint.Parse(AdapterPath) : null;

    /// <summary>The numbers that shape the rounds.</summary>
    public RoundRules Rules => new(BatchSize, Lookahead, Replicates, MaxTrials, MaxSimulations, CommonSeeds ? Seed : null) { Stops = Stops, Pruning = Pruning };

    /// <summary>A new search of a built-in algorithm: behind the points that the user enqueued, and within the space's constraints.</summary>
    public ISearch CreateBuiltin(string name, SearchSpace space)
    {
        var room = (int?)(MaxTrials ?? MaxSimulations / Replicates) - Enqueued.Count;
        var bySimulations = (MaxSimulations / Replicates) - Enqueued.Count;
        var settings = new SearchSettings(Seed, BatchSize, room, Options) { Budget = bySimulations < room ? (int)bySimulations : room };
        var search = BuiltinSearches.Create(name, space, settings);
        if (space.Constraints.Count > 0) search = new ConstrainedSearch(space, search);
        return Enqueued.Count > 0 ? new EnqueuedSearch(Enqueued, search) : search;
    }
}
