using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Records;

/// <summary>The search space of a recorded study.</summary>
public static class RecordedSpace
{
    /// <summary>
    /// The space of the recorded spec. Where the spec has none, because an adapter brought its own, the one that the trials span:
    /// numbers from the smallest to the largest value tried, everything else as choices in the order of their canonical texts.
    /// </summary>
    public static SearchSpace Of(StudyState state)
    {
        var recorded = state.Header.Spec["parameters"] as JsonObject;
        return recorded is { Count: > 0 } ? new(recorded.Select(entry => Read(entry.Key, entry.Value!.AsObject())), ResolvedSpec.ConstraintsOf(state.Header.Spec)) : Spanned(state);
    }

    /// <summary>The place of a value from 0 (minimum) to 1 (maximum) on its parameter's scale; <see langword="null"/> if it is not there or outside.</summary>
    public static double? PlaceOf(SearchParameter parameter, ParameterSet parameters)
    {
        if (!parameters.Values.TryGetValue(parameter.Name, out var value)) return null;
        try
        {
            return parameter.Locate(value);
        }
        catch (InvalidInputException outside) when (outside.Code == "outside_space")
        {
            return null;
        }
    }

    private static SearchParameter Read(string name, JsonObject parameter) => parameter["type"]!.GetValue<string>() switch
    {
        "float" => new FloatParameter(name, parameter["min"]!.GetValue<double>(), parameter["max"]!.GetValue<double>(), ScaleOf(parameter)),
        "int" => new IntParameter(name, parameter["min"]!.GetValue<long>(), parameter["max"]!.GetValue<long>(), ScaleOf(parameter)),
        "categorical" => new CategoricalParameter(name, [.. parameter["choices"]!.AsArray().Select(choice => Value(name, choice!))]),
        _ => new FixedParameter(name, Value(name, parameter["value"]!)),
    };

    private static ParameterScale ScaleOf(JsonObject parameter) =>
        parameter["scale"]?.GetValue<string>() == "log" ? ParameterScale.Log : ParameterScale.Linear;

    private static ParameterValue Value(string name, JsonNode canonical)
    {
        using var json = JsonDocument.Parse(canonical.GetValue<string>());
        return ParameterValue.From(name, json.RootElement);
    }

    private static SearchSpace Spanned(StudyState state) => new(
        from trial in state.Trials
        from parameter in trial.Parameters.Values
        group parameter.Value by parameter.Key into values
        orderby values.Key
        select Spanning(values.Key, [.. values]));

    private static SearchParameter Spanning(string name, IReadOnlyList<ParameterValue> values)
    {
        if (values.All(value => value.Value is double))
        {
            var numbers = values.Select(value => (double)value.Value).ToList();
            if (double.IsFinite(numbers.Max() - numbers.Min())) return new FloatParameter(name, numbers.Min(), numbers.Max());
        }
        if (values.All(value => value.Value is BigInteger whole && BigInteger.Abs(whole) <= IntParameter.Largest))
            return new IntParameter(name, values.Min(value => (long)(BigInteger)value.Value), values.Max(value => (long)(BigInteger)value.Value));
        return new CategoricalParameter(name, [.. values.DistinctBy(value => value.Canonical).OrderBy(value => value.Canonical, StringComparer.Ordinal)]);
    }
}
