using System.Globalization;
using System.Text.Json.Nodes;
using ModelOps.Adaptive.Rounds;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Json;

namespace ModelOps.Adaptive.Specs;

/// <summary>
/// The identity of a spec: SHA-256 of the RFC 8785 form of its resolved model, parameters, objective and algorithm. Values whose
/// type matters (choices, fixed values) stand as their canonical texts, 64-bit numbers as decimal texts, observed files as digests.
/// Metadata, workers, central store, workspace, comments and the order of keys are outside of it.
/// </summary>
public static class SpecDigest
{
    /// <summary>The digest of a resolved spec.</summary>
    public static Digest Of(JsonObject resolved) => Digest.Of(Rfc8785.Canonicalize(resolved));

    /// <summary>
    /// The part of a spec that counts, defaults filled in. Keys that came later than the format stand in it only where a spec has
    /// them, so that the digests of other specs stay.
    /// </summary>
    public static JsonObject Resolve(AdaptiveSpec spec)
    {
        var resolved = ResolveAlways(spec);
        if (spec.Space.Constraints.Count > 0) resolved["constraints"] = new JsonArray([.. spec.Space.Constraints.Select(constraint => (JsonNode?)Resolve(constraint))]);
        if (spec.UserTargets.Count > 0) resolved["objective"]!["user_targets"] = new JsonArray([.. spec.UserTargets.Select(target => (JsonNode?)Resolve(target))]);
        return resolved;
    }

    private static JsonObject Resolve(UserTargetSpec target) => new() { ["entrypoint"] = target.Entrypoint.Text, ["weight"] = target.Weight };

    private static JsonObject ResolveAlways(AdaptiveSpec spec) => new()
    {
        ["model"] = new JsonObject { ["entrypoint"] = spec.Model.Entrypoint.Text },
        ["parameters"] = new JsonObject(spec.Space.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)Resolve(parameter)))),
        ["objective"] = new JsonObject { ["targets"] = new JsonArray([.. spec.Targets.Select(target => (JsonNode?)Resolve(target))]) },
        ["algorithm"] = Resolve(spec.Algorithm),
    };

    private static JsonObject Resolve(LinearConstraint constraint) => new()
    {
        ["terms"] = new JsonObject(constraint.Terms.Select(term => KeyValuePair.Create(term.Key, (JsonNode?)term.Value))),
        ["limit"] = constraint.Limit,
    };

    private static JsonObject Resolve(SearchParameter parameter) => parameter switch
    {
        FloatParameter real => new() { ["type"] = "float", ["min"] = real.Min, ["max"] = real.Max, ["scale"] = NameOf(real.Scale) },
        IntParameter whole => new() { ["type"] = "int", ["min"] = whole.Min, ["max"] = whole.Max, ["scale"] = NameOf(whole.Scale) },
        CategoricalParameter choice => new()
        {
            ["type"] = "categorical",
            ["choices"] = new JsonArray([.. choice.Choices.Select(value => (JsonNode?)value.Canonical)]),
        },
        FixedParameter constant => new() { ["type"] = "fixed", ["value"] = constant.Value.Canonical },
        _ => throw new InvalidOperationException($"{parameter.GetType().Name} has no form in a spec."),
    };

    private static JsonObject Resolve(TargetSpec target)
    {
        var definition = target.Definition;
        return new()
        {
            ["table"] = definition.Table,
            ["column"] = definition.Column,
            ["observed"] = target.ObservedDigest.ToString(),
            ["on"] = new JsonArray([.. definition.On.Select(column => (JsonNode?)column)]),
            ["loss"] = TargetReader.NameOf(definition.Loss),
            ["reduce"] = TargetReader.NameOf(definition.Reduce),
            ["weight"] = definition.Weight,
            ["dispersion"] = definition.Dispersion,
            ["trials"] = definition.Trials,
            ["trials_column"] = definition.TrialsColumn,
        };
    }

    private static JsonObject Resolve(AlgorithmSpec algorithm)
    {
        var resolved = new JsonObject
        {
            ["adapter_path"] = algorithm.AdapterPath,
            ["max_trials"] = algorithm.MaxTrials,
            ["max_simulations"] = algorithm.MaxSimulations?.ToString(CultureInfo.InvariantCulture),
            ["batch_size"] = algorithm.BatchSize,
            ["replicates"] = algorithm.Replicates,
            ["min_replicates"] = algorithm.MinReplicates,
            ["lookahead"] = algorithm.Lookahead,
            ["seed"] = algorithm.Seed.ToString(CultureInfo.InvariantCulture),
            ["replicate_seeds"] = algorithm.CommonSeeds ? "common" : "own",
            ["options"] = new JsonObject(algorithm.Options.Select(option => KeyValuePair.Create(option.Key, JsonNode.Parse(option.Value.GetRawText())))),
        };
        AddStops(resolved, algorithm.Stops);
        AddPruning(resolved, algorithm.Pruning);
        if (algorithm.Enqueued.Count > 0) resolved["enqueue"] = new JsonArray([.. algorithm.Enqueued.Select(point => (JsonNode?)point.Canonical)]);
        return resolved;
    }

    private static void AddPruning(JsonObject resolved, MedianPruning? pruning)
    {
        if (pruning is null) return;
        resolved["pruning"] = "median";
        resolved["pruning_replicates"] = pruning.Replicates;
    }

    private static void AddStops(JsonObject resolved, StopRules stops)
    {
        if (stops.TargetLoss is { } loss) resolved["target_loss"] = loss;
        if (stops.NoImprovement is { } trials) resolved["no_improvement"] = trials;
        if (stops.MaxTime is { } time) resolved["max_time"] = time.TotalSeconds;
    }

    private static string NameOf(ParameterScale scale) => scale == ParameterScale.Log ? "log" : "linear";
}
