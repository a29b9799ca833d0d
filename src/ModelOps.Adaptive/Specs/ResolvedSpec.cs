using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Specs;

/// <summary>Reads space and algorithm back from what <see cref="SpecDigest.Resolve(AdaptiveSpec)"/> wrote, to replay a recorded study.</summary>
public static class ResolvedSpec
{
    /// <summary>The space.</summary>
    public static SearchSpace SpaceOf(JsonObject resolved) => new(
        resolved["parameters"]!.AsObject().Select(entry => ParameterOf(entry.Key, entry.Value!.AsObject())).OrderBy(parameter => parameter.Name, StringComparer.Ordinal),
        ConstraintsOf(resolved));

    /// <summary>The linear constraints; none if the spec has none.</summary>
    public static IReadOnlyList<LinearConstraint> ConstraintsOf(JsonObject resolved) =>
        [.. (resolved["constraints"]?.AsArray() ?? []).Select(constraint => ConstraintOf(constraint!.AsObject()))];

    /// <summary>The algorithm.</summary>
    public static AlgorithmSpec AlgorithmOf(JsonObject resolved)
    {
        var algorithm = resolved["algorithm"]!.AsObject();
        return new(
            algorithm["adapter_path"]!.GetValue<string>(),
            algorithm["max_trials"]?.GetValue<long>(),
            algorithm["max_simulations"] is { } simulations ? long.Parse(simulations.GetValue<string>(), CultureInfo.InvariantCulture) : null,
            algorithm["batch_size"]!.GetValue<int>(),
            algorithm["replicates"]!.GetValue<int>(),
            algorithm["min_replicates"]!.GetValue<int>(),
            algorithm["lookahead"]!.GetValue<int>(),
            ulong.Parse(algorithm["seed"]!.GetValue<string>(), CultureInfo.InvariantCulture),
            algorithm["replicate_seeds"]!.GetValue<string>() == "common",
            algorithm["options"]!.AsObject().ToDictionary(option => option.Key, option => ElementOf(option.Value), StringComparer.Ordinal))
        {
            Stops = new(
                algorithm["target_loss"]?.GetValue<double>(),
                algorithm["no_improvement"]?.GetValue<long>(),
                algorithm["max_time"] is { } seconds ? TimeSpan.FromSeconds(seconds.GetValue<double>()) : null),
            Pruning = algorithm["pruning_replicates"]?.GetValue<int>() is { } first ? new(first) : null,
            Enqueued = [.. (algorithm["enqueue"]?.AsArray() ?? []).Select(point => ParameterSet.Parse(point!.GetValue<string>(), "An enqueued point"))],
        };
    }

    /// <summary>
    /// The names of the targets, those with observations (<c>table.column</c>) before the user's own (their entrypoints): the order in
    /// which a trial's losses are recorded. Of targets with one name the second is <c>name_2</c>, and so on. Empty without an objective.
    /// </summary>
    public static IReadOnlyList<string> TargetNamesOf(JsonObject resolved)
    {
        var objective = resolved["objective"];
        var names = (objective?["targets"]?.AsArray() ?? []).Select(target => $"{target!["table"]!.GetValue<string>()}.{target["column"]!.GetValue<string>()}")
            .Concat((objective?["user_targets"]?.AsArray() ?? []).Select(target => target!["entrypoint"]!.GetValue<string>()));
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. names.Select(name => (seen[name] = seen.GetValueOrDefault(name) + 1) is var count && count == 1 ? name : $"{name}_{count}")];
    }

    private static JsonElement ElementOf(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }

    private static SearchParameter ParameterOf(string name, JsonObject parameter) => parameter["type"]!.GetValue<string>() switch
    {
        "float" => new FloatParameter(name, parameter["min"]!.GetValue<double>(), parameter["max"]!.GetValue<double>(), ScaleOf(parameter)),
        "int" => new IntParameter(name, parameter["min"]!.GetValue<long>(), parameter["max"]!.GetValue<long>(), ScaleOf(parameter)),
        "categorical" => new CategoricalParameter(name, [.. parameter["choices"]!.AsArray().Select(choice => ValueOf(choice!))]),
        _ => new FixedParameter(name, ValueOf(parameter["value"]!)),
    };

    // A value stands as its canonical text, which is read as the one value of a set.
    private static ParameterValue ValueOf(JsonNode text) => ParameterSet.Parse($$"""{"value":{{text.GetValue<string>()}}}""", "A value of the spec").Values["value"];

    private static ParameterScale ScaleOf(JsonObject parameter) =>
        parameter["scale"]!.GetValue<string>() == "log" ? ParameterScale.Log : ParameterScale.Linear;

    private static LinearConstraint ConstraintOf(JsonObject constraint) => new(
        constraint.ToJsonString(),
        constraint["terms"]!.AsObject().Select(term => KeyValuePair.Create(term.Key, term.Value!.GetValue<double>())),
        constraint["limit"]!.GetValue<double>());
}
