using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Specs.Yaml;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;

namespace ModelOps.Adaptive.Specs;

/// <summary>Reads <c>spec.algorithm</c>.</summary>
internal static class AlgorithmReader
{
    private const string DefaultAdapter = AlgorithmSpec.BuiltinPrefix + "auto";
    private const int DefaultBatchSize = 4;
    private const int DefaultReplicates = 10;

    // A round is one record of a study's log, which holds 16 MiB: these leave a kilobyte to the parameters of each trial.
    private const int MaxBatchSize = 10_000;
    private const int MaxSimulationsOfRound = 250_000;

    public static AlgorithmSpec Read(YamlMap map, SearchSpace space)
    {
        var adapter = map.Text("adapter_path") ?? DefaultAdapter;
        var replicates = (int)(map.Integer("replicates", 1, MaxSimulationsOfRound) ?? DefaultReplicates);
        var algorithm = new AlgorithmSpec(
            adapter,
            map.Integer("max_trials", 1, int.MaxValue),
            map.Integer("max_simulations", 1, long.MaxValue),
            (int)(map.Integer("batch_size", 1, MaxBatchSize) ?? DefaultBatchSize),
            replicates,
            (int)(map.Integer("min_replicates", 1, replicates) ?? replicates),
            (int)(map.Integer("lookahead", 0, 1_000_000) ?? 0),
            map.Unsigned("seed") ?? 0,
            map.Choice("replicate_seeds", "own", "common") == "common",
            map.Objects("options"))
        {
            Stops = ReadStops(map),
            Pruning = ReadPruning(map, replicates),
            Enqueued = [.. map.Maps("enqueue").Select(point => EnqueuedReader.Read(point, space))],
        };
        map.RejectUnknown();
        CheckPruning(map, algorithm);
        if (algorithm.MaxSimulations < replicates) throw map.Error("max_simulations", $"expected room for one trial of {replicates} replicates");
        if ((long)algorithm.BatchSize * replicates > MaxSimulationsOfRound)
            throw map.Error("batch_size", $"with {replicates} replicates a trial expected at most {MaxSimulationsOfRound / replicates} trials a round");
        if (algorithm.Enqueued.Count >= (algorithm.MaxTrials ?? algorithm.MaxSimulations / replicates))
            throw map.Error("enqueue", $"has {algorithm.Enqueued.Count} points and leaves no trial to the algorithm");
        if (algorithm.Builtin is { } builtin) CheckBuiltin(map, algorithm, builtin, space);
        else if (algorithm.Optuna is not null) CheckSearchIn(map, algorithm, space, endsByItself: false);
        else CheckAdapter(map, algorithm);
        return algorithm;
    }

    private static MedianPruning? ReadPruning(YamlMap map, int replicates)
    {
        var isPruned = map.Choice("pruning", "none", "median") == "median";
        var first = map.Integer("pruning_replicates", 1, MaxSimulationsOfRound);
        if (!isPruned) return first is null ? null : throw map.Error("pruning_replicates", "nothing is pruned; add 'pruning: median'", "unused_option");
        if (replicates < 2) throw map.Error("pruning", "a trial of 1 replicate has no part to decide by; expected 'replicates' of 2 or more");
        if (first >= replicates) throw map.Error("pruning_replicates", $"expected fewer than the {replicates} replicates of a trial");
        return new((int)(first ?? Math.Max(1, replicates / 3)));
    }

    private static void CheckPruning(YamlMap map, AlgorithmSpec algorithm)
    {
        if (algorithm.Pruning is null) return;
        if (algorithm.Lookahead > 0) throw map.Error("pruning", "expected 'lookahead' of 0: every round waits for the decisions of the one before");
        if (algorithm.Builtin == "abc_smc") throw map.Error("pruning", "abc_smc weighs distances of equally many replicates; expected another algorithm, or none");
    }

    private static StopRules ReadStops(YamlMap map)
    {
        var time = map.Number("max_time");
        if (time is <= 0 or > 31_536_000) throw map.Error("max_time", "expected seconds above 0, at most a year");
        return new(
            map.Number("target_loss"),
            map.Integer("no_improvement", 1, int.MaxValue),
            time is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    private static void CheckAdapter(YamlMap map, AlgorithmSpec algorithm)
    {
        map.Checked("adapter_path", () => Entrypoint.Parse(algorithm.AdapterPath));
        if (algorithm.Enqueued.Count > 0) throw map.Error("enqueue", "only the built-in algorithms learn from enqueued points; an adapter proposes its own first", "unused_option");
        // Nothing would hand them over.
        if (algorithm.Options.Count > 0) throw map.Error("options", "only the built-in algorithms have options; an adapter has its own constants", "unused_option");
    }

    private static void CheckBuiltin(YamlMap map, AlgorithmSpec algorithm, string builtin, SearchSpace space)
    {
        if (!BuiltinSearches.Names.Contains(builtin, StringComparer.Ordinal))
        {
            var near = Nearest.To(builtin, BuiltinSearches.Names) is { } name ? $" (nearest: {AlgorithmSpec.BuiltinPrefix}{name})" : "";
            throw map.Error("adapter_path", $"expected one of {BuiltinNames()}{near}", "unknown_algorithm");
        }
        CheckSearchIn(map, algorithm, space, BuiltinSearches.EndsByItself(builtin));
        // Wrong options show before anything runs.
        map.Checked("options", () => algorithm.CreateBuiltin(builtin, space));
    }

    private static void CheckSearchIn(YamlMap map, AlgorithmSpec algorithm, SearchSpace space, bool endsByItself)
    {
        if (space.Parameters.Count == 0) throw map.Error("adapter_path", "this algorithm needs spec.parameters", "missing_parameters");
        if (algorithm is { MaxTrials: null, MaxSimulations: null } && !endsByItself)
            throw map.Error("max_trials", "is missing: this algorithm does not end by itself; give max_trials or max_simulations", "missing_limit");
    }

    private static string BuiltinNames() => string.Join(", ", BuiltinSearches.Names.Select(name => AlgorithmSpec.BuiltinPrefix + name));
}
