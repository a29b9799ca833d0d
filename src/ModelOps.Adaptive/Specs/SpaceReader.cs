using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Specs.Yaml;

namespace ModelOps.Adaptive.Specs;

/// <summary>Reads <c>spec.parameters</c>.</summary>
internal static class SpaceReader
{
    /// <summary>The space of a spec's body, its parameters in the ordinal order of their names: the order of keys in a file does not count.</summary>
    public static SearchSpace Read(YamlMap body)
    {
        var parameters = body.Map("parameters");
        var constraints = body.Texts("constraints");
        if (parameters is null) return constraints.Count == 0 ? new([]) : throw body.Error("constraints", "need spec.parameters", "missing_parameters");
        var read = parameters.Keys.Order(StringComparer.Ordinal).Select(name => ReadOne(parameters, name)).ToList();
        parameters.RejectUnknown();
        return new(read, [.. constraints.Select(text => body.Checked("constraints", () => LinearConstraintParser.Parse(text, read)))]);
    }

    private static SearchParameter ReadOne(YamlMap parameters, string name)
    {
        var map = parameters.Map(name) ?? throw parameters.Error(name, "expected a mapping such as {type: float, min: 0, max: 1}");
        var parameter = parameters.Checked(name, () => Typed(map, name));
        map.RejectUnknown();
        return parameter;
    }

    private static SearchParameter Typed(YamlMap map, string name)
    {
        var type = map.Choice("type", "float", "int", "categorical", "fixed") ?? throw map.Error("type", "is missing: expected float, int, categorical or fixed");
        return type switch
        {
            "float" => new FloatParameter(name, Bound(map, "min"), Bound(map, "max"), Scale(map)),
            "int" => new IntParameter(name, WholeBound(map, "min"), WholeBound(map, "max"), Scale(map)),
            "categorical" => new CategoricalParameter(name, map.Values("choices")),
            _ => new FixedParameter(name, map.NeededValue("value")),
        };
    }

    private static double Bound(YamlMap map, string key) => map.Number(key) ?? throw map.Error(key, "is missing: expected a number");

    private static long WholeBound(YamlMap map, string key) =>
        map.Integer(key, long.MinValue, long.MaxValue) ?? throw map.Error(key, "is missing: expected a whole number");

    private static ParameterScale Scale(YamlMap map) => map.Choice("scale", "linear", "log") == "log" ? ParameterScale.Log : ParameterScale.Linear;
}
