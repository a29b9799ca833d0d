using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Specs;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Adapters;

/// <summary>Makes the object that runs Optuna's samplers, in a Python worker, the algorithm of a spec.</summary>
public static class OptunaSampler
{
    /// <summary>Hands sampler, seed, options, space, constraints and enqueued points over.</summary>
    /// <param name="worker">An object of <see cref="AlgorithmSpec.OptunaEntrypoint"/>.</param>
    /// <param name="spec">The spec, of an algorithm <c>optuna:Name</c>.</param>
    /// <param name="cancellationToken">Abandons the worker.</param>
    /// <exception cref="OutsideException">Code <c>optuna_missing</c>: the interpreter has no Optuna.</exception>
    /// <exception cref="InvalidInputException">
    /// Code <c>unknown_algorithm</c>: the installed Optuna lacks the sampler; the message names those it has. <c>bad_option</c>: it does not
    /// accept the options, or lacks a package that the sampler needs.
    /// </exception>
    public static async Task ConfigureAsync(IUserObject worker, AdaptiveSpec spec, CancellationToken cancellationToken)
    {
        var answer = await worker.CallAsync("configure", Settings(spec).ToJsonString(), cancellationToken);
        if (!answer.TryGetProperty("error", out var error)) return;
        var message = answer.GetProperty("message").GetString()!;
        throw error.GetString() switch
        {
            "optuna_missing" => new OutsideException(
                "optuna_missing", message, "Install python3-optuna (Debian) or optuna (pip), and name the interpreter that has it by MODELOPS_PYTHON."),
            "unknown_sampler" => new InvalidInputException("unknown_algorithm", $"{message} {Known(answer, spec.Algorithm.Optuna!)}"),
            _ => (ModelOpsException)new InvalidInputException(
                "bad_option", message, "spec.algorithm.options are the arguments of the sampler; a package that it needs must be installed beside Optuna."),
        };
    }

    private static string Known(JsonElement answer, string sampler)
    {
        var known = answer.GetProperty("known").EnumerateArray().Select(name => name.GetString()!).ToList();
        return Nearest.To(sampler, known) is { } near ? $"Did you mean '{near}'? It has {string.Join(", ", known)}." : $"It has {string.Join(", ", known)}.";
    }

    private static JsonObject Settings(AdaptiveSpec spec) => new()
    {
        ["sampler"] = spec.Algorithm.Optuna,
        ["seed"] = spec.Algorithm.Seed,
        ["options"] = new JsonObject(spec.Algorithm.Options.Select(option => KeyValuePair.Create(option.Key, JsonNode.Parse(option.Value.GetRawText())))),
        ["space"] = new JsonArray([.. spec.Space.Parameters.Select(Describe)]),
        ["constraints"] = new JsonArray([.. spec.Space.Constraints.Select(constraint => (JsonNode?)new JsonObject
        {
            ["terms"] = new JsonObject(constraint.Terms.Select(term => KeyValuePair.Create(term.Key, (JsonNode?)term.Value))),
            ["limit"] = constraint.Limit,
        })]),
        ["enqueued"] = new JsonArray([.. spec.Algorithm.Enqueued.Select(point => JsonNode.Parse(point.Canonical))]),
    };

    private static JsonNode? Describe(SearchParameter parameter) => parameter switch
    {
        FloatParameter real => Number("float", real.Name, real.Min, real.Max, real.Scale),
        IntParameter whole => Number("int", whole.Name, whole.Min, whole.Max, whole.Scale),
        CategoricalParameter categorical => Choices(categorical.Name, categorical.Choices),
        _ => Choices(parameter.Name, [parameter.At(0.5)]),
    };

    private static JsonObject Number(string type, string name, JsonNode min, JsonNode max, ParameterScale scale) =>
        new() { ["type"] = type, ["name"] = name, ["min"] = min, ["max"] = max, ["log"] = scale == ParameterScale.Log };

    private static JsonObject Choices(string name, IEnumerable<ParameterValue> values) =>
        new() { ["type"] = "categorical", ["name"] = name, ["choices"] = new JsonArray([.. values.Select(value => JsonNode.Parse(value.Canonical))]) };
}
