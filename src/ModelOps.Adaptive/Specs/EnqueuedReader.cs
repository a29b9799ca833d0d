using System.Numerics;
using ModelOps.Adaptive.Spaces;
using ModelOps.Adaptive.Specs.Yaml;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Adaptive.Specs;

/// <summary>Reads a point of <c>spec.algorithm.enqueue</c>: a value for each parameter that has more than one.</summary>
internal static class EnqueuedReader
{
    public static ParameterSet Read(YamlMap map, SearchSpace space)
    {
        var values = new List<KeyValuePair<string, ParameterValue>>(space.Parameters.Count);
        foreach (var parameter in space.Parameters)
        {
            var value = parameter.IsFree || map.Has(parameter.Name) ? Typed(parameter, map.NeededValue(parameter.Name)) : parameter.At(0.5);
            map.Checked(parameter.Name, () => parameter.Locate(value));
            values.Add(new(parameter.Name, value));
        }
        map.RejectUnknown();
        var set = new ParameterSet(values);
        return space.Violated(set) is { } broken ? throw map.Error(space.Parameters[0].Name, $"the point breaks the constraint '{broken.Text}'", "outside_space") : set;
    }

    // A float may be written without a point.
    private static ParameterValue Typed(SearchParameter parameter, ParameterValue value) =>
        parameter is FloatParameter && value.Value is BigInteger ? ParameterValue.From(value.ToDouble(parameter.Name)) : value;
}
